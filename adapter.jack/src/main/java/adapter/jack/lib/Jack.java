package adapter.jack.lib;

import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * The functions of libjack. To be touched only when {@link Library#find()} has found it. None makes
 * objects.
 */
final class Jack {
    static final int NO_START_SERVER = 1;
    static final int SERVER_NAME = 4;

    private static final SymbolLookup SYMBOLS = symbols();
    private static final MethodHandle CLIENT_OPEN =
            function("jack_client_open", Linker.Option.firstVariadicArg(3));
    private static final MethodHandle CLIENT_CLOSE = function("jack_client_close");
    private static final MethodHandle CLIENT_NAME = function("jack_get_client_name");
    private static final MethodHandle ACTIVATE = function("jack_activate");
    private static final MethodHandle SET_PROCESS = function("jack_set_process_callback");
    private static final MethodHandle SET_XRUN = function("jack_set_xrun_callback");
    private static final MethodHandle ON_SHUTDOWN = function("jack_on_shutdown");
    private static final MethodHandle SET_ERROR = function("jack_set_error_function");
    private static final MethodHandle SET_INFO = function("jack_set_info_function");
    private static final MethodHandle SAMPLE_RATE = function("jack_get_sample_rate");
    private static final MethodHandle BUFFER_SIZE = function("jack_get_buffer_size");
    private static final MethodHandle TIME = function("jack_get_time");
    private static final MethodHandle CYCLE_TIMES = function("jack_get_cycle_times");
    private static final MethodHandle PORT_REGISTER = function("jack_port_register");
    private static final MethodHandle PORT_UNREGISTER = function("jack_port_unregister");
    private static final MethodHandle PORT_NAME = function("jack_port_name");
    private static final MethodHandle PORT_BUFFER = function("jack_port_get_buffer");
    private static final MethodHandle PORT_LATENCY = function("jack_port_get_latency_range");
    private static final MethodHandle PORTS = function("jack_get_ports");
    private static final MethodHandle FREE = function("jack_free");
    private static final MethodHandle CONNECT = function("jack_connect");

    private Jack() {}

    private static SymbolLookup symbols() {
        return switch (Library.find()) {
            case Library.Found found -> found.symbols();
            case Library.Missing missing -> throw new IllegalStateException(missing.why());
        };
    }

    @SuppressWarnings("restricted")
    static MethodHandle function(String name, Linker.Option... options) {
        return Linker.nativeLinker()
                .downcallHandle(SYMBOLS.findOrThrow(name), Functions.signature(name), options);
    }

    static AssertionError failed(Throwable t) {
        return new AssertionError("a call of libjack does not throw", t);
    }

    /** Returns 0 when there is no such server. */
    static long clientOpen(long name, int options, long status, long server) {
        try {
            return (long) CLIENT_OPEN.invokeExact(name, options, status, server);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static int clientClose(long client) {
        try {
            return (int) CLIENT_CLOSE.invokeExact(client);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static String clientName(long client) {
        try {
            return NativeMemory.text((long) CLIENT_NAME.invokeExact(client));
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static int activate(long client) {
        try {
            return (int) ACTIVATE.invokeExact(client);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static int setProcessCallback(long client, long function) {
        try {
            return (int) SET_PROCESS.invokeExact(client, function, 0L);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static int setXrunCallback(long client, long function) {
        try {
            return (int) SET_XRUN.invokeExact(client, function, 0L);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static void onShutdown(long client, long function) {
        try {
            ON_SHUTDOWN.invokeExact(client, function, 0L);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    /** Where errors and remarks go; 0 = to the standard streams. */
    static void setMessageFunction(long function) {
        try {
            SET_ERROR.invokeExact(function);
            SET_INFO.invokeExact(function);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static int sampleRate(long client) {
        try {
            return (int) SAMPLE_RATE.invokeExact(client);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static int bufferSize(long client) {
        try {
            return (int) BUFFER_SIZE.invokeExact(client);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    /** JACK's clock, microseconds. */
    static long time() {
        try {
            return (long) TIME.invokeExact();
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    /**
     * Times of the cycle that runs, process thread only.
     *
     * @param frames address of the frame count, 32 bits
     * @param start address of the cycle's start, microseconds, 64 bits
     * @param next address of the next cycle's start
     * @param period address of the period, microseconds, float
     */
    static int cycleTimes(long client, long frames, long start, long next, long period) {
        try {
            return (int) CYCLE_TIMES.invokeExact(client, frames, start, next, period);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static long portRegister(long client, long name, long type, long flags) {
        try {
            return (long) PORT_REGISTER.invokeExact(client, name, type, flags, 0L);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static int portUnregister(long client, long port) {
        try {
            return (int) PORT_UNREGISTER.invokeExact(client, port);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static String portName(long port) {
        try {
            return NativeMemory.text((long) PORT_NAME.invokeExact(port));
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    /** Address of a port's data in this cycle, process thread only. */
    static long portBuffer(long port, int frames) {
        try {
            return (long) PORT_BUFFER.invokeExact(port, frames);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    /**
     * Latency between a port and the connectors of the machine.
     *
     * @param mode 0 = capture, 1 = playback
     * @param range address of the least and the largest, frames, 32 bits each
     */
    static void portLatency(long port, int mode, long range) {
        try {
            PORT_LATENCY.invokeExact(port, mode, range);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    /** Address of a list of names that ends with 0, to be freed; 0 = none. */
    static long ports(long client, long pattern, long type, long flags) {
        try {
            return (long) PORTS.invokeExact(client, pattern, type, flags);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static void free(long address) {
        try {
            FREE.invokeExact(address);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    static int connect(long client, long source, long destination) {
        try {
            return (int) CONNECT.invokeExact(client, source, destination);
        } catch (Throwable t) {
            throw failed(t);
        }
    }
}
