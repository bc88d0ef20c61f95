package adapter.alsa.lib;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.stream.Stream;

/**
 * A C function. Pointers are {@code long}, since making a segment for each call would allocate;
 * whoever passes one keeps the memory alive. Kept in {@code static final} fields, where the
 * compiler makes a plain call of it (of a record, not of a class). Any thread that the function
 * itself allows.
 *
 * @param handle the function, of the types it is declared with
 */
public record Call(MethodHandle handle) {
    static final String LIBRARY = "libasound.so.2";

    private static final Linker LINKER = Linker.nativeLinker();

    /**
     * A function of libasound.
     *
     * @throws UnsatisfiedLinkError when the library is not here or lacks it
     */
    static Call asound(String name, Class<?> result, Class<?>... arguments) {
        return new Call(link(Libasound.LOOKUP, name, result, arguments));
    }

    /** Address of a variable of libasound; 0 when it shows none of that name. */
    static long asoundVariable(String name) {
        return Libasound.LOOKUP.find(name).map(MemorySegment::address).orElse(0L);
    }

    /** A function of the C library, leaving {@code errno} alone. */
    static Call libc(String name, Class<?> result, Class<?>... arguments) {
        return new Call(link(LINKER.defaultLookup(), name, result, arguments));
    }

    /** A function of the C library whose first argument is where {@code errno} goes. */
    static MethodHandle libcErrno(String name, Class<?> result, Class<?>... arguments) {
        return link(
                LINKER.defaultLookup(),
                name,
                result,
                arguments,
                Linker.Option.captureCallState("errno"));
    }

    @SuppressWarnings("restricted")
    private static final class Libasound {
        static final SymbolLookup LOOKUP = SymbolLookup.libraryLookup(LIBRARY, Arena.global());

        private Libasound() {}
    }

    @SuppressWarnings("restricted")
    private static MethodHandle link(
            SymbolLookup lookup,
            String name,
            Class<?> result,
            Class<?>[] arguments,
            Linker.Option... options) {
        MemoryLayout[] layouts =
                Stream.of(arguments).map(Call::layout).toArray(MemoryLayout[]::new);
        FunctionDescriptor type =
                result == void.class
                        ? FunctionDescriptor.ofVoid(layouts)
                        : FunctionDescriptor.of(layout(result), layouts);
        return LINKER.downcallHandle(
                lookup.find(name).orElseThrow(() -> new UnsatisfiedLinkError(name)), type, options);
    }

    private static MemoryLayout layout(Class<?> type) {
        return type == int.class ? ValueLayout.JAVA_INT : ValueLayout.JAVA_LONG;
    }

    /** Whether a pointer fits into a {@code long} as this class passes it. */
    static boolean pointersAreLongs() {
        AddressLayout pointer = ValueLayout.ADDRESS;
        return pointer.byteSize() == Long.BYTES;
    }

    public int i(int a) {
        try {
            return (int) handle.invokeExact(a);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public int i(long a) {
        try {
            return (int) handle.invokeExact(a);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public int i(int a, int b) {
        try {
            return (int) handle.invokeExact(a, b);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public int i(long a, int b) {
        try {
            return (int) handle.invokeExact(a, b);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public int i(long a, long b) {
        try {
            return (int) handle.invokeExact(a, b);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public int i(int a, int b, int c) {
        try {
            return (int) handle.invokeExact(a, b, c);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public int i(int a, int b, long c) {
        try {
            return (int) handle.invokeExact(a, b, c);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public int i(long a, int b, int c) {
        try {
            return (int) handle.invokeExact(a, b, c);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public int i(long a, int b, long c) {
        try {
            return (int) handle.invokeExact(a, b, c);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public int i(long a, long b, int c) {
        try {
            return (int) handle.invokeExact(a, b, c);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public int i(long a, long b, long c) {
        try {
            return (int) handle.invokeExact(a, b, c);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public int i(long a, long b, int c, int d) {
        try {
            return (int) handle.invokeExact(a, b, c, d);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public int i(long a, long b, int c, long d) {
        try {
            return (int) handle.invokeExact(a, b, c, d);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public int i(long a, long b, long c, long d) {
        try {
            return (int) handle.invokeExact(a, b, c, d);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public int i(long a, int b, long c, long d) {
        try {
            return (int) handle.invokeExact(a, b, c, d);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public long l() {
        try {
            return (long) handle.invokeExact();
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public long l(int a) {
        try {
            return (long) handle.invokeExact(a);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public long l(long a) {
        try {
            return (long) handle.invokeExact(a);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public long l(long a, long b) {
        try {
            return (long) handle.invokeExact(a, b);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public long l(long a, long b, long c) {
        try {
            return (long) handle.invokeExact(a, b, c);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public long l(int a, long b, long c) {
        try {
            return (long) handle.invokeExact(a, b, c);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public void v(long a, int b) {
        try {
            handle.invokeExact(a, b);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public void v(long a, long b) {
        try {
            handle.invokeExact(a, b);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** C functions throw nothing: the types here and in the handle differ. */
    private static AssertionError broken(Throwable e) {
        return new AssertionError("a native call was declared wrongly", e);
    }
}
