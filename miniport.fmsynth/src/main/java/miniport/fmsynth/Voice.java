package miniport.fmsynth;

import org.jspecify.annotations.Nullable;

/** One of the chip's channels, and the note that it plays. One thread at a time. */
final class Voice {
    private static final int LEFT = 0x10;
    private static final int RIGHT = 0x20;
    private static final int KEY = 0x20;
    private static final int VIBRATO = 0x40;

    /** Beyond these pans a note is heard at one side only: the chip knows no more. */
    private static final int LEFTMOST = 31;

    private static final int RIGHTMOST = 96;

    /** From this position on the modulation wheel is heard. */
    private static final int MODULATED = 24;

    /** How much less a velocity takes off the modulator than off the tone. */
    private static final int BRIGHTNESS = 4;

    private final Opl3Registers chip;
    private final int number;

    private @Nullable MidiChannel channel;
    private @Nullable Patch patch;
    private int key;
    private int velocity;
    private double note;

    /** Whether the chip's key is pressed; a drum's is until the voice is needed again. */
    private boolean keyDown;

    /** Whether the pedal alone holds the note. */
    private boolean held;

    private long since;
    private int attenuation;

    Voice(Opl3Registers chip, int number) {
        this.chip = chip;
        this.number = number;
    }

    /** Begins a note; whatever sounds here ends. */
    void press(
            MidiChannel newChannel,
            int newKey,
            int newVelocity,
            Patch newPatch,
            double newNote,
            int master,
            long now) {
        letGo();
        channel = newChannel;
        patch = newPatch;
        key = newKey;
        velocity = newVelocity;
        note = newNote;
        since = now;
        keyDown = true;
        held = false;
        setting(0, newPatch.first());
        setting(1, newPatch.second());
        updateLevel(master);
        updateVibrato();
        updatePitch();
    }

    /** Lets the key go; a drum sounds on. */
    void release(long now) {
        if (isPressed()) {
            since = now;
            letGo();
        }
    }

    /** The key was let go, but the pedal holds the note. */
    void hold() {
        held = true;
    }

    /** Ends the sound at once. */
    void silence(long now) {
        keyDown = false;
        held = false;
        since = now;
        channel = null;
        patch = null;
        chip.silence(number);
    }

    /** Whether the pedal alone holds the note. */
    boolean isHeld() {
        return isPressed() && held;
    }

    /** Whether the note's key, or the pedal, holds it. */
    boolean isPressed() {
        return keyDown && patch != null && !patch.isDrum();
    }

    /** Whether it plays, or played last, a note of a channel. */
    boolean isOf(MidiChannel of) {
        return of == channel;
    }

    /** Whether it plays that key of a channel. */
    boolean plays(MidiChannel of, int ofKey) {
        return keyDown && isOf(of) && key == ofKey;
    }

    /** Whether its drum belongs to a group. */
    boolean isOfGroup(int group) {
        return patch != null && patch.group() == group;
    }

    /** When its key was pressed or let go. */
    long since() {
        return since;
    }

    /** How quiet it is, in steps of 0.75 dB. */
    int attenuation() {
        return attenuation;
    }

    /** Follows the channel's pitch bend. */
    void updatePitch() {
        if (channel == null) {
            return;
        }
        int pitch = Pitch.of(note + channel.bentBy());
        chip.channel(Opl3Registers.F_NUMBER, number, pitch & 0xFF);
        chip.channel(Opl3Registers.KEY_BLOCK, number, pitch >> 8 | (keyDown ? KEY : 0));
    }

    /** Follows the channel's modulation wheel. */
    void updateVibrato() {
        if (channel != null && patch != null) {
            int more = channel.modulation >= MODULATED ? VIBRATO : 0;
            chip.operator(Opl3Registers.FLAGS, number, 0, patch.first().flags() | more);
            chip.operator(Opl3Registers.FLAGS, number, 1, patch.second().flags() | more);
        }
    }

    /** Follows volume, expression and the volume of all. */
    void updateLevel(int master) {
        if (channel == null || patch == null) {
            return;
        }
        int quieter = Loudness.ofControl(velocity);
        attenuation =
                quieter
                        + Loudness.ofControl(channel.volume)
                        + Loudness.ofControl(channel.expression)
                        + master;
        boolean both = patch.isAdditive();
        level(0, patch.first(), both ? attenuation : quieter / BRIGHTNESS);
        level(1, patch.second(), attenuation);
        updateSides();
    }

    /** Follows the channel's pan. */
    void updateSides() {
        if (channel != null && patch != null) {
            chip.channel(Opl3Registers.CONNECTION, number, patch.connection() | sides(channel));
        }
    }

    private void letGo() {
        if (keyDown) {
            keyDown = false;
            held = false;
            updatePitch();
        }
    }

    private int sides(MidiChannel of) {
        if (attenuation >= Loudness.SILENT) {
            return 0; // the level alone does not silence
        }
        return (of.pan < RIGHTMOST ? LEFT : 0) | (of.pan > LEFTMOST ? RIGHT : 0);
    }

    private void setting(int operator, OperatorSetting setting) {
        chip.operator(Opl3Registers.ATTACK_DECAY, number, operator, setting.attackDecay());
        chip.operator(Opl3Registers.SUSTAIN_RELEASE, number, operator, setting.sustainRelease());
        chip.operator(Opl3Registers.WAVEFORM, number, operator, setting.waveform());
    }

    private void level(int operator, OperatorSetting setting, int quieter) {
        int level = Math.min(Loudness.MOST, setting.level() + quieter);
        chip.operator(Opl3Registers.LEVEL, number, operator, setting.keyScaleLevel() | level);
    }
}
