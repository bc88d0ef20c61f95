package adapter.jdk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** What a program records, read all the time: it loses sound when nobody reads. */
final class PulseRecording implements AutoCloseable {
    private static final int PIECE = 4_096;

    private final Process program;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Thread reader;

    PulseRecording(Process program) {
        this.program = program;
        reader = Thread.ofPlatform().daemon().name("recording").start(this::read);
    }

    private void read() {
        byte[] piece = new byte[PIECE];
        try {
            int count = program.getInputStream().read(piece);
            while (count > 0) {
                synchronized (this) {
                    bytes.write(piece, 0, count);
                }
                count = program.getInputStream().read(piece);
            }
        } catch (IOException e) {
            // The end: the program was told to stop.
        }
    }

    /** How many there are. */
    synchronized long bytes() {
        return bytes.size();
    }

    /** Some of them. */
    synchronized byte[] bytes(long from, int count) {
        return Arrays.copyOfRange(bytes.toByteArray(), (int) from, (int) from + count);
    }

    @Override
    public void close() {
        program.destroy();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
