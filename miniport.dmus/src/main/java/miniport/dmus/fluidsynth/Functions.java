package miniport.dmus.fluidsynth;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The C functions of libfluidsynth that are used, with their signatures. Pointers are longs. */
final class Functions {
    /** Signature of each. */
    private static final Map<String, FunctionDescriptor> ALL =
            Map.ofEntries(
                    // pointers to major, minor, micro
                    procedure("fluid_version", JAVA_LONG, JAVA_LONG, JAVA_LONG),
                    // level, function, data
                    of("fluid_set_log_function", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG),
                    of("new_fluid_settings", JAVA_LONG),
                    procedure("delete_fluid_settings", JAVA_LONG),
                    of("fluid_settings_setnum", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_DOUBLE),
                    of("fluid_settings_setint", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT),
                    of("new_fluid_synth", JAVA_LONG, JAVA_LONG),
                    procedure("delete_fluid_synth", JAVA_LONG),
                    // synth, path, reset presets
                    of("fluid_synth_sfload", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT),
                    of("fluid_synth_get_sfont_by_id", JAVA_LONG, JAVA_LONG, JAVA_INT),
                    of("fluid_synth_add_sfont", JAVA_INT, JAVA_LONG, JAVA_LONG),
                    of("fluid_synth_remove_sfont", JAVA_INT, JAVA_LONG, JAVA_LONG),
                    of("fluid_synth_noteon", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT),
                    of("fluid_synth_noteoff", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT),
                    of(
                            "fluid_synth_key_pressure",
                            JAVA_INT,
                            JAVA_LONG,
                            JAVA_INT,
                            JAVA_INT,
                            JAVA_INT),
                    of("fluid_synth_cc", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT),
                    of("fluid_synth_program_change", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT),
                    of("fluid_synth_channel_pressure", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT),
                    of("fluid_synth_pitch_bend", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT),
                    of("fluid_synth_set_channel_type", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT),
                    of("fluid_synth_all_sounds_off", JAVA_INT, JAVA_LONG, JAVA_INT),
                    // synth, data, length, answer, its length, handled, dry run
                    of(
                            "fluid_synth_sysex",
                            JAVA_INT,
                            JAVA_LONG,
                            JAVA_LONG,
                            JAVA_INT,
                            JAVA_LONG,
                            JAVA_LONG,
                            JAVA_LONG,
                            JAVA_INT),
                    // synth, frames, left, offset, step, right, offset, step
                    of(
                            "fluid_synth_write_float",
                            JAVA_INT,
                            JAVA_LONG,
                            JAVA_INT,
                            JAVA_LONG,
                            JAVA_INT,
                            JAVA_INT,
                            JAVA_LONG,
                            JAVA_INT,
                            JAVA_INT),
                    of("fluid_synth_get_active_voice_count", JAVA_INT, JAVA_LONG),
                    // synth, pointers, how many, id
                    procedure(
                            "fluid_synth_get_voicelist", JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT),
                    of("fluid_voice_get_id", JAVA_INT, JAVA_LONG));

    /** Their names, in the order of the alphabet. */
    static final List<String> NAMES = ALL.keySet().stream().sorted().toList();

    private Functions() {}

    /** The signature of one of them. */
    static FunctionDescriptor signature(String name) {
        return Optional.ofNullable(ALL.get(name)).orElseThrow();
    }

    private static Map.Entry<String, FunctionDescriptor> of(
            String name, MemoryLayout result, MemoryLayout... arguments) {
        return Map.entry(name, FunctionDescriptor.of(result, arguments));
    }

    private static Map.Entry<String, FunctionDescriptor> procedure(
            String name, MemoryLayout... arguments) {
        return Map.entry(name, FunctionDescriptor.ofVoid(arguments));
    }
}
