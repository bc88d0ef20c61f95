package adapter.jack.lib;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The C functions of libjack that are used, with their signatures. Pointers are longs. */
final class Functions {
    /** Signature of each. */
    static final Map<String, FunctionDescriptor> ALL =
            Map.ofEntries(
                    // pointer to a client = (name, options, pointer to status, … server)
                    of("jack_client_open", JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG),
                    of("jack_client_close", JAVA_INT, JAVA_LONG),
                    of("jack_get_client_name", JAVA_LONG, JAVA_LONG),
                    of("jack_activate", JAVA_INT, JAVA_LONG),
                    of("jack_set_process_callback", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                    of("jack_set_xrun_callback", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                    procedure("jack_on_shutdown", JAVA_LONG, JAVA_LONG, JAVA_LONG),
                    procedure("jack_set_error_function", JAVA_LONG),
                    procedure("jack_set_info_function", JAVA_LONG),
                    of("jack_get_sample_rate", JAVA_INT, JAVA_LONG),
                    of("jack_get_buffer_size", JAVA_INT, JAVA_LONG),
                    of("jack_get_time", JAVA_LONG),
                    of(
                            "jack_get_cycle_times",
                            JAVA_INT,
                            JAVA_LONG,
                            JAVA_LONG,
                            JAVA_LONG,
                            JAVA_LONG,
                            JAVA_LONG),
                    of(
                            "jack_port_register",
                            JAVA_LONG,
                            JAVA_LONG,
                            JAVA_LONG,
                            JAVA_LONG,
                            JAVA_LONG,
                            JAVA_LONG),
                    of("jack_port_unregister", JAVA_INT, JAVA_LONG, JAVA_LONG),
                    of("jack_port_name", JAVA_LONG, JAVA_LONG),
                    of("jack_port_get_buffer", JAVA_LONG, JAVA_LONG, JAVA_INT),
                    procedure("jack_port_get_latency_range", JAVA_LONG, JAVA_INT, JAVA_LONG),
                    of("jack_get_ports", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                    procedure("jack_free", JAVA_LONG),
                    of("jack_connect", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                    of("jack_midi_get_event_count", JAVA_INT, JAVA_LONG),
                    of("jack_midi_event_get", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT),
                    procedure("jack_midi_clear_buffer", JAVA_LONG),
                    of("jack_midi_event_reserve", JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG));

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
