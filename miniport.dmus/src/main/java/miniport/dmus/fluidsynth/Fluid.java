package miniport.dmus.fluidsynth;

import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * The functions of libfluidsynth. To be touched only when {@link FluidLibrary#find()} has found it.
 * None makes objects. The library itself is told not to lock: calls for one synthesizer come from
 * one thread at a time, which its pin's {@link miniport.dmus.synth.Turn} sees to.
 */
final class Fluid {
    /** What functions answer that return an {@code int} and fail. */
    static final int FAILED = -1;

    private static final int LEVELS = 5;
    private static final SymbolLookup SYMBOLS = symbols();
    private static final MethodHandle SET_LOG_FUNCTION = function("fluid_set_log_function");
    private static final MethodHandle NEW_SETTINGS = function("new_fluid_settings");
    private static final MethodHandle DELETE_SETTINGS = function("delete_fluid_settings");
    private static final MethodHandle SET_NUMBER = function("fluid_settings_setnum");
    private static final MethodHandle SET_INTEGER = function("fluid_settings_setint");
    private static final MethodHandle NEW_SYNTH = function("new_fluid_synth");
    private static final MethodHandle DELETE_SYNTH = function("delete_fluid_synth");
    private static final MethodHandle LOAD = function("fluid_synth_sfload");
    private static final MethodHandle BANK = function("fluid_synth_get_sfont_by_id");
    private static final MethodHandle ADD_BANK = function("fluid_synth_add_sfont");
    private static final MethodHandle REMOVE_BANK = function("fluid_synth_remove_sfont");
    private static final MethodHandle NOTE_ON = function("fluid_synth_noteon");
    private static final MethodHandle NOTE_OFF = function("fluid_synth_noteoff");
    private static final MethodHandle KEY_PRESSURE = function("fluid_synth_key_pressure");
    private static final MethodHandle CONTROL = function("fluid_synth_cc");
    private static final MethodHandle PROGRAM = function("fluid_synth_program_change");
    private static final MethodHandle CHANNEL_PRESSURE = function("fluid_synth_channel_pressure");
    private static final MethodHandle PITCH_BEND = function("fluid_synth_pitch_bend");
    private static final MethodHandle SET_CHANNEL_TYPE = function("fluid_synth_set_channel_type");
    private static final MethodHandle ALL_SOUNDS_OFF = function("fluid_synth_all_sounds_off");
    private static final MethodHandle SYSEX = function("fluid_synth_sysex");
    private static final MethodHandle RENDER = function("fluid_synth_write_float");
    private static final MethodHandle VOICES = function("fluid_synth_get_active_voice_count");
    private static final MethodHandle VOICE_LIST = function("fluid_synth_get_voicelist");
    private static final MethodHandle VOICE_ID = function("fluid_voice_get_id");

    static {
        // It would print to the standard streams; what fails is told by what it returns.
        for (int level = 0; level < LEVELS; level++) {
            setLogFunction(level, 0);
        }
    }

    private Fluid() {}

    private static SymbolLookup symbols() {
        return switch (FluidLibrary.find()) {
            case FluidLibrary.Found found -> found.symbols();
            case FluidLibrary.Missing missing -> throw new IllegalStateException(missing.why());
        };
    }

    private static MethodHandle function(String name) {
        return FluidLibrary.downcall(SYMBOLS, name);
    }

    static AssertionError failed(Throwable t) {
        return new AssertionError("a call of libfluidsynth does not throw", t);
    }

    /** Where messages of a level go; 0 = nowhere. */
    static void setLogFunction(int level, long function) {
        try {
            var _ = (long) SET_LOG_FUNCTION.invokeExact(level, function, 0L);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static long newSettings() {
        try {
            return (long) NEW_SETTINGS.invokeExact();
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static void deleteSettings(long settings) {
        try {
            DELETE_SETTINGS.invokeExact(settings);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static void setNumber(long settings, long name, double value) {
        try {
            var _ = (int) SET_NUMBER.invokeExact(settings, name, value);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static void setInteger(long settings, long name, int value) {
        try {
            var _ = (int) SET_INTEGER.invokeExact(settings, name, value);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    /** Returns 0 when it cannot be had. */
    static long newSynth(long settings) {
        try {
            return (long) NEW_SYNTH.invokeExact(settings);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static void deleteSynth(long synth) {
        try {
            DELETE_SYNTH.invokeExact(synth);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    /** Returns the id of the bank, or {@link #FAILED}. */
    static int load(long synth, long path) {
        try {
            return (int) LOAD.invokeExact(synth, path, 1);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static long bank(long synth, int id) {
        try {
            return (long) BANK.invokeExact(synth, id);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    /** The bank is the synthesizer's from now on. */
    static int addBank(long synth, long bank) {
        try {
            return (int) ADD_BANK.invokeExact(synth, bank);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    /** The bank is the caller's from now on; voices go on with its samples. */
    static void removeBank(long synth, long bank) {
        try {
            var _ = (int) REMOVE_BANK.invokeExact(synth, bank);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static void noteOn(long synth, int channel, int key, int velocity) {
        try {
            var _ = (int) NOTE_ON.invokeExact(synth, channel, key, velocity);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static void noteOff(long synth, int channel, int key) {
        try {
            var _ = (int) NOTE_OFF.invokeExact(synth, channel, key);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static void keyPressure(long synth, int channel, int key, int value) {
        try {
            var _ = (int) KEY_PRESSURE.invokeExact(synth, channel, key, value);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static void control(long synth, int channel, int controller, int value) {
        try {
            var _ = (int) CONTROL.invokeExact(synth, channel, controller, value);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static void program(long synth, int channel, int program) {
        try {
            var _ = (int) PROGRAM.invokeExact(synth, channel, program);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static void channelPressure(long synth, int channel, int value) {
        try {
            var _ = (int) CHANNEL_PRESSURE.invokeExact(synth, channel, value);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static void pitchBend(long synth, int channel, int value) {
        try {
            var _ = (int) PITCH_BEND.invokeExact(synth, channel, value);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static void setChannelType(long synth, int channel, int type) {
        try {
            var _ = (int) SET_CHANNEL_TYPE.invokeExact(synth, channel, type);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static void allSoundsOff(long synth) {
        try {
            var _ = (int) ALL_SOUNDS_OFF.invokeExact(synth, -1);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    /** Takes what lies between F0 and F7. */
    static void sysex(long synth, long bytes, int length) {
        try {
            var _ = (int) SYSEX.invokeExact(synth, bytes, length, 0L, 0L, 0L, 0);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    /** Writes left and right in turn. */
    static int render(long synth, int frames, long stereo) {
        try {
            return (int) RENDER.invokeExact(synth, frames, stereo, 0, 2, stereo, 1, 2);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static int voices(long synth) {
        try {
            return (int) VOICES.invokeExact(synth);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    /** Writes pointers to the voices that sound; a null pointer ends them when there is room. */
    static void voiceList(long synth, long pointers, int most) {
        try {
            VOICE_LIST.invokeExact(synth, pointers, most, -1);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    /** Number of the note that the voice belongs to; later notes have higher ones. */
    static int voiceId(long voice) {
        try {
            return (int) VOICE_ID.invokeExact(voice);
        } catch (Throwable t) {
            throw failed(t);
        }
    }
}
