package adapter.alsa.pcm;

import adapter.alsa.lib.AlsaException;
import adapter.alsa.lib.Memory;
import adapter.alsa.lib.PcmCalls;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;

/** An open PCM; it never blocks. One thread at a time. */
final class Pcm implements AutoCloseable {
    private static final int NONBLOCK = 1;

    /** {@code snd_pcm_t*}. */
    final long handle;

    private final String id;

    private Pcm(long handle, String id) {
        this.handle = handle;
        this.id = id;
    }

    /**
     * Opens a PCM.
     *
     * @throws AlsaException when it is not there, in use or not allowed
     */
    static Pcm open(PcmSource source, Direction direction) throws AlsaException {
        try (Arena arena = Arena.ofConfined()) {
            long out = arena.allocate(ValueLayout.JAVA_LONG).address();
            int error =
                    PcmCalls.OPEN.i(
                            out,
                            arena.allocateFrom(source.pcm()).address(),
                            direction.code,
                            NONBLOCK);
            String id = source.id();
            if (error < 0) {
                throw AlsaException.of(id + " cannot be opened for " + direction.text, error);
            }
            return new Pcm(Memory.longAt(out), id);
        }
    }

    /** Checks what a function returned. */
    void check(String what, int result) throws AlsaException {
        if (result < 0) {
            throw AlsaException.of(id + " " + what, result);
        }
    }

    /** Device id, for messages. */
    String id() {
        return id;
    }

    /**
     * Whether nothing paces it: ALSA's null PCM, or something that ends in it, such as a file. It
     * takes and gives any amount at once.
     */
    boolean isUnclocked() {
        try (Arena arena = Arena.ofConfined()) {
            long out = arena.allocate(ValueLayout.JAVA_LONG).address();
            if (PcmCalls.OUTPUT_OPEN.i(out) < 0) {
                return false;
            }
            long output = Memory.longAt(out);
            PcmCalls.DUMP.i(handle, output);
            PcmCalls.OUTPUT_STRING.l(output, out);
            boolean unclocked = Memory.string(Memory.longAt(out)).contains("Null PCM");
            PcmCalls.OUTPUT_CLOSE.i(output);
            return unclocked;
        }
    }

    @Override
    public void close() {
        PcmCalls.CLOSE.i(handle);
    }
}
