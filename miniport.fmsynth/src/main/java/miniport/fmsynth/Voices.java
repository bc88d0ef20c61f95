package miniport.fmsynth;

import org.jspecify.annotations.Nullable;

/**
 * Which voice plays a note: one that plays the same key, else the one that was let go first, drums
 * being let go as they begin, else one of those that are held, the older and the quieter the
 * rather. One thread at a time.
 */
final class Voices {
    private final Voice[] voices = new Voice[Opl3Registers.VOICES];

    /** Counts notes that begin and end: the age of voices. */
    private long now;

    private int master;

    Voices(Opl3Registers chip) {
        for (int i = 0; i < voices.length; i++) {
            voices[i] = new Voice(chip, i);
        }
    }

    /** Begins a note. */
    void press(MidiChannel channel, int key, int velocity, Patch patch, double note) {
        now++;
        if (patch.group() != 0) {
            silenceGroup(channel, patch.group());
        }
        voiceFor(channel, key).press(channel, key, velocity, patch, note, master, now);
    }

    /** Lets a key go. */
    void release(MidiChannel channel, int key) {
        now++;
        for (Voice voice : voices) {
            if (voice.plays(channel, key) && voice.isPressed()) {
                if (channel.pedal) {
                    voice.hold();
                } else {
                    voice.release(now);
                }
            }
        }
    }

    /** The pedal came up: what it held ends. */
    void releaseHeld(MidiChannel channel) {
        now++;
        for (Voice voice : voices) {
            if (voice.isOf(channel) && voice.isHeld()) {
                voice.release(now);
            }
        }
    }

    /** Lets all keys of a channel go, or leaves them to the pedal. */
    void releaseAll(MidiChannel channel) {
        now++;
        for (Voice voice : voices) {
            if (voice.isOf(channel) && voice.isPressed()) {
                if (channel.pedal) {
                    voice.hold();
                } else {
                    voice.release(now);
                }
            }
        }
    }

    /** Ends all sound of a channel; null = of all. */
    void silence(@Nullable MidiChannel channel) {
        now++;
        for (Voice voice : voices) {
            if (channel == null || voice.isOf(channel)) {
                voice.silence(now);
            }
        }
    }

    /** The attenuation of all that sounds and will sound, in steps of 0.75 dB. */
    void master(int attenuation) {
        master = attenuation;
        for (Voice voice : voices) {
            voice.updateLevel(attenuation);
        }
    }

    /** Follows a channel's volume and expression. */
    void updateLevel(MidiChannel channel) {
        for (Voice voice : voices) {
            if (voice.isOf(channel)) {
                voice.updateLevel(master);
            }
        }
    }

    /** Follows a channel's pan. */
    void updateSides(MidiChannel channel) {
        for (Voice voice : voices) {
            if (voice.isOf(channel)) {
                voice.updateSides();
            }
        }
    }

    /** Follows a channel's pitch bend. */
    void updatePitch(MidiChannel channel) {
        for (Voice voice : voices) {
            if (voice.isOf(channel)) {
                voice.updatePitch();
            }
        }
    }

    /** Follows a channel's modulation wheel. */
    void updateVibrato(MidiChannel channel) {
        for (Voice voice : voices) {
            if (voice.isOf(channel)) {
                voice.updateVibrato();
            }
        }
    }

    private void silenceGroup(MidiChannel channel, int group) {
        for (Voice voice : voices) {
            if (voice.isOf(channel) && voice.isOfGroup(group)) {
                voice.silence(now);
            }
        }
    }

    private Voice voiceFor(MidiChannel channel, int key) {
        Voice released = null;
        Voice sounding = voices[0];
        for (Voice voice : voices) {
            if (voice.plays(channel, key)) {
                return voice;
            }
            if (!voice.isPressed()) {
                if (released == null || voice.since() < released.since()) {
                    released = voice;
                }
            } else if (worth(voice) < worth(sounding)) {
                sounding = voice;
            }
        }
        return released != null ? released : sounding;
    }

    /** How much a sounding voice would be missed: a step of 0.75 dB counts like a note. */
    private static long worth(Voice voice) {
        return voice.since() - voice.attenuation();
    }
}
