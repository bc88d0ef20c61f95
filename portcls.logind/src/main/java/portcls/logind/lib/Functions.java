package portcls.logind.lib;

import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The C functions, to be called. Seldom, so that a call may make objects. Any thread. */
public final class Functions {
    private static final long LONGEST_TEXT = 1 << 16;

    private final Map<Function, MethodHandle> handles = new EnumMap<>(Function.class);

    /**
     * Finds them.
     *
     * @throws UnsatisfiedLinkError when one is not there; its message is the name
     */
    @SuppressWarnings("restricted")
    Functions(SymbolLookup systemd) {
        Linker linker = Linker.nativeLinker();
        for (Function function : Function.values()) {
            SymbolLookup library = function.isSystemd() ? systemd : linker.defaultLookup();
            MemorySegment address =
                    library.find(function.symbol())
                            .orElseThrow(() -> new UnsatisfiedLinkError(function.symbol()));
            handles.put(function, linker.downcallHandle(address, function.type()));
        }
    }

    /** Calls one that answers an {@code int}. */
    int i(Function function, Object... arguments) {
        return (int) call(function, arguments);
    }

    /** Calls one that answers a pointer. */
    MemorySegment pointer(Function function, Object... arguments) {
        return (MemorySegment) call(function, arguments);
    }

    /** Calls one for what it does. */
    void run(Function function, Object... arguments) {
        var _ = invoke(function, arguments);
    }

    /** What an error number says, in words. */
    String error(int number) {
        return text(pointer(Function.STRERROR, Math.abs(number)));
    }

    /** A C string; "" for NULL. */
    @SuppressWarnings("restricted")
    static String text(MemorySegment address) {
        return address.equals(MemorySegment.NULL)
                ? ""
                : address.reinterpret(LONGEST_TEXT).getString(0);
    }

    private Object call(Function function, Object... arguments) {
        return invoke(function, arguments).orElseThrow();
    }

    private Optional<Object> invoke(Function function, Object... arguments) {
        try {
            return Optional.ofNullable(
                    Optional.ofNullable(handles.get(function))
                            .orElseThrow()
                            .invokeWithArguments(arguments));
        } catch (Throwable e) {
            // C functions throw nothing: the types here and in the handle differ.
            throw new AssertionError("declared wrongly: " + function.symbol(), e);
        }
    }
}
