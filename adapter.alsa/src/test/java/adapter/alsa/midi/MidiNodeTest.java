package adapter.alsa.midi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import adapter.alsa.Parts;
import adapter.alsa.lib.Alsa;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.testkit.Await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A FIFO that is opened both ways stands in for a node: what is written comes back. */
class MidiNodeTest {
    @TempDir Path directory;

    private final AtomicInteger losses = new AtomicInteger();
    private Alsa alsa;
    private Path fifo;

    @BeforeEach
    void makeFifo() throws IOException, InterruptedException {
        alsa = Parts.alsa();
        fifo = directory.resolve("midiC0D0");
        assumeTrue(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor() == 0);
    }

    @AfterEach
    void letGo() {
        alsa.close();
    }

    private MidiNode node(Path path) {
        return new MidiNode(path, "test", true, true, losses::incrementAndGet);
    }

    @Test
    void whatIsSentAndComesIsTheSame() throws IOException {
        byte[] song = new byte[3_000];
        for (int i = 0; i < song.length; i++) {
            song[i] = (byte) (i * 7);
        }
        AtomicInteger told = new AtomicInteger();
        ByteArrayOutputStream came = new ByteArrayOutputStream();
        try (MidiNode node = node(fifo)) {
            node.onReadable(told::incrementAndGet);
            assertEquals(0, node.read(ByteBuffer.allocate(10)));
            ByteBuffer out = ByteBuffer.wrap(song);
            while (out.hasRemaining()) {
                node.write(out);
            }
            Await.until("it is told", () -> told.get() > 0);
            ByteBuffer in = ByteBuffer.allocate(700);
            while (came.size() < song.length) {
                in.clear();
                assertTrue(node.read(in) > 0);
                came.write(in.array(), 0, in.position());
            }
            assertEquals(0, node.read(in.clear()));
            int before = told.get();
            node.write(ByteBuffer.wrap(new byte[] {(byte) 0xF8}));
            Await.until("it is told again", () -> told.get() > before);
            assertEquals(1, node.read(in.clear()));
        }
        assertArrayEquals(song, came.toByteArray());
        assertEquals(0, losses.get());
    }

    @Test
    void aFullNodeTakesNothing() throws IOException {
        try (MidiNode node = node(fifo)) {
            int total = 0;
            int last;
            do {
                last = node.write(ByteBuffer.allocate(4_096));
                total += last;
            } while (last > 0);
            assertTrue(total >= 4_096, "total=" + total);
        }
    }

    @Test
    void whatIsClosedHasEnded() {
        MidiNode node = node(fifo);
        AtomicInteger told = new AtomicInteger();
        node.onReadable(told::incrementAndGet);
        node.close();
        assertEquals(1, told.get());
        assertEquals(
                "test is gone",
                assertThrows(IOException.class, () -> node.write(ByteBuffer.allocate(1)))
                        .getMessage());
    }

    @Test
    void aNodeThatIsNotThereIsALoss() {
        try (MidiNode node = node(directory.resolve("midiC9D9"))) {
            assertThrows(IOException.class, () -> node.write(ByteBuffer.allocate(1)));
            assertEquals(1, losses.get());
        }
    }
}
