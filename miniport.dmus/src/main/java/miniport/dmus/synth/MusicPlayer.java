package miniport.dmus.synth;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.client.MidiMessages;
import portcls.api.dmus.DMusKernelEvent;

/**
 * Plays events with an engine: sees to it that notes have voices (SYN-15, SYN-16) and instruments
 * (SYN-9), puts long messages together, and leaves out what is no MIDI message or would do harm.
 * Belongs to whoever has the pin's {@link Turn}; allocates nothing.
 */
@Irql(Level.DISPATCH)
final class MusicPlayer {
    private static final int GROUP_CHANNELS = 16;
    private static final int CHANNEL = 0x0F;
    private static final int COMMAND = 0xF0;
    private static final int FIRST_STATUS = 0x80;
    private static final int DATA = 0x7F;
    private static final int DATA_1 = 8;
    private static final int DATA_2 = 16;

    private static final int NOTE_OFF = 0x80;
    private static final int NOTE_ON = 0x90;
    private static final int CONTROL_CHANGE = 0xB0;
    private static final int PROGRAM_CHANGE = 0xC0;
    private static final int SYSTEM = 0xF0;

    private static final int BANK_MSB = 0;
    private static final int BANK_LSB = 32;
    private static final int SUSTAIN = 64;
    private static final int SOSTENUTO = 66;
    private static final int PEDAL_DOWN = 64;
    private static final int ALL_SOUND_OFF = 120;
    private static final int RESET_CONTROLLERS = 121;
    private static final int ALL_NOTES_OFF = 123;

    private final NoteLedger ledger;
    private final RunningStats stats;
    private final ChannelPrograms programs;
    private final PitchLimits pitches;
    private final SysexAssembler sysex = new SysexAssembler();
    private volatile int groups = 1;
    private volatile Patches unloaded = Patches.NONE;

    /** The latest frame that anything was sent for. */
    private long lastFrame;

    MusicPlayer(NoteLedger ledger, RunningStats stats, int maxGroups) {
        this.ledger = ledger;
        this.stats = stats;
        programs = new ChannelPrograms(maxGroups * GROUP_CHANNELS);
        pitches = new PitchLimits(maxGroups * GROUP_CHANNELS);
    }

    /** Channel groups that there are; events for others are left out. */
    @Irql(Level.ANY)
    int groups() {
        return groups;
    }

    @Irql(Level.ANY)
    void groups(int count) {
        groups = count;
    }

    /** Instruments that were unloaded: notes for them are ignored. */
    @Irql(Level.ANY)
    void unloaded(Patches patches) {
        unloaded = patches;
    }

    /** Plays one event, of a package all that is in it. */
    void play(DMusKernelEvent event, SynthEngine engine, long frame) {
        lastFrame = Math.max(lastFrame, frame);
        if (event.isPackage()) {
            DMusKernelEvent inside = event.packaged();
            while (inside != null) {
                play(inside, engine, frame);
                inside = inside.next();
            }
            return;
        }
        int group = event.channelGroup();
        if (group >= groups) {
            return;
        }
        if (sysex.takes(event)) {
            if (sysex.add(event) && !PitchLimits.tunesTooFar(sysex.bytes(), sysex.length())) {
                engine.sysex(group, frame, sysex.bytes(), sysex.length());
                if (ResetMessage.is(sysex.bytes(), sysex.length())) {
                    resetGroup(group);
                }
            }
        } else if (!event.isIncomplete() && event.length() > 0 && event.length() <= 3) {
            message(group, event.shortMessage(), event.length(), engine, frame);
        }
    }

    /**
     * Ends all notes, also those that were sent ahead; what only dies away goes on. For leaving
     * RUN.
     */
    void releaseAll(SynthEngine engine) {
        long frame = Math.max(lastFrame, engine.renderedFrames());
        for (int group = 0; group < groups; group++) {
            for (int channel = 0; channel < GROUP_CHANNELS; channel++) {
                engine.send(group, frame, MidiMessages.controlChange(channel, SUSTAIN, 0));
                engine.send(group, frame, MidiMessages.controlChange(channel, SOSTENUTO, 0));
                engine.send(group, frame, MidiMessages.allNotesOff(channel));
            }
        }
        ledger.clear();
    }

    /** Channel groups from that one on are no more; so are their notes. */
    void endGroups(int from) {
        for (int channel = from * GROUP_CHANNELS; channel < groups * GROUP_CHANNELS; channel++) {
            ledger.pedal(channel, false);
            ledger.endAll(channel);
        }
        groups = from;
    }

    /** The engine was silenced: no note is left. */
    void forgetNotes() {
        ledger.clear();
        sysex.forget();
    }

    /** The engine is another one: nothing is left of what was sent. */
    void forgetAll() {
        forgetNotes();
        lastFrame = 0;
        programs.reset(0, groups * GROUP_CHANNELS);
        pitches.reset(0, groups * GROUP_CHANNELS);
    }

    /** The channels of a group are as after a reset, and no note of it is left. */
    void resetGroup(int group) {
        int first = group * GROUP_CHANNELS;
        for (int channel = first; channel < first + GROUP_CHANNELS; channel++) {
            ledger.pedal(channel, false);
            ledger.endAll(channel);
        }
        programs.reset(first, first + GROUP_CHANNELS);
        pitches.reset(first, first + GROUP_CHANNELS);
    }

    private void message(int group, int message, int length, SynthEngine engine, long frame) {
        int status = message & 0xFF;
        int data1 = message >> DATA_1 & 0xFF;
        int data2 = length > 2 ? message >> DATA_2 & 0xFF : 0;
        if (status < FIRST_STATUS
                || status >= SYSTEM
                || MidiMessages.length(status) != length
                || data1 > DATA
                || data2 > DATA) {
            return;
        }
        int channel = group * GROUP_CHANNELS + (status & CHANNEL);
        boolean plays =
                switch (status & COMMAND) {
                    case NOTE_ON -> data2 == 0 || noteOn(channel, data1, engine, frame);
                    case CONTROL_CHANGE -> {
                        control(channel, data1, data2);
                        data2 = pitches.limited(channel, data1, data2);
                        yield data2 != PitchLimits.LEFT_OUT;
                    }
                    case PROGRAM_CHANGE -> {
                        programs.program(channel, data1);
                        yield true;
                    }
                    default -> true;
                };
        int command = status & COMMAND;
        if (command == NOTE_OFF || command == NOTE_ON && data2 == 0) {
            ledger.end(channel, data1);
        }
        if (plays) {
            engine.send(group, frame, status | data1 << DATA_1 | data2 << DATA_2);
        }
    }

    private boolean noteOn(int channel, int key, SynthEngine engine, long frame) {
        if (unloaded.holds(programs.selected(channel))) {
            return false;
        }
        int answer = ledger.begin(channel, key);
        if (answer == NoteLedger.LOST) {
            stats.lose();
            return false;
        }
        if (answer != NoteLedger.SOUNDS) {
            int stolen = NoteLedger.channelOf(answer);
            engine.send(
                    stolen / GROUP_CHANNELS,
                    frame,
                    MidiMessages.noteOff(stolen % GROUP_CHANNELS, NoteLedger.keyOf(answer)));
        }
        return true;
    }

    private void control(int channel, int controller, int value) {
        switch (controller) {
            case BANK_MSB -> programs.bankMsb(channel, value);
            case BANK_LSB -> programs.bankLsb(channel, value);
            case SUSTAIN -> ledger.pedal(channel, value >= PEDAL_DOWN);
            case RESET_CONTROLLERS -> ledger.pedal(channel, false);
            case ALL_SOUND_OFF -> ledger.endAll(channel);
            default -> {
                // All notes off, and the mode messages, which mean it, too.
                if (controller >= ALL_NOTES_OFF) {
                    ledger.endAll(channel);
                }
            }
        }
    }
}
