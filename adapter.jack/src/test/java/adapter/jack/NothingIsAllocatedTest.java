package adapter.jack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.jack.lib.Cycle;
import adapter.jack.lib.CycleTask;
import adapter.jack.midi.JackMidiLink;

import org.junit.jupiter.api.Test;

import portcls.api.adapter.WaveEndpoint;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.ks.WaveFormat;
import portcls.testkit.Await;
import portcls.testkit.TestBuffer;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

class NothingIsAllocatedTest {
    private static final int WARM_UP_CYCLES = 1_500;
    private static final int CYCLES = 750;

    /** Tells who the process thread is, and how much it has allocated. */
    private static final class Meter implements CycleTask {
        private static final com.sun.management.ThreadMXBean THREADS =
                (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

        volatile long thread;

        @Override
        public void cycle(Cycle cycle) {
            if (thread == 0) {
                thread = Thread.currentThread().threadId();
            }
        }

        @Override
        public boolean isInput() {
            return true;
        }

        long bytes() {
            return THREADS.getThreadAllocatedBytes(thread);
        }
    }

    @Test
    void theProcessThreadMakesNoObjects() throws IOException {
        try (OpenServer open = new OpenServer(128, true);
                JackMidiLink midi = new JackMidiLink(open.client)) {
            assertTrue(open.client.connect(midi.outputName(), midi.inputName()));
            Meter meter = new Meter();
            open.client.add(meter);
            List<TestBuffer> buffers = new ArrayList<>();
            for (WaveEndpoint endpoint : open.engine.endpoints()) {
                for (WaveFormat format : WaveLoopTest.formats().toList()) {
                    WaveEngineStream stream = open.engine.open(endpoint, format);
                    TestBuffer buffer = new TestBuffer(format, stream.shape(1_024, 2), 2);
                    stream.prepare(buffer);
                    stream.start();
                    buffers.add(buffer);
                }
            }
            pass(open, midi, WARM_UP_CYCLES);
            long before = meter.bytes();
            long bytesRead = pass(open, midi, CYCLES);
            long after = meter.bytes();
            assertTrue(before >= 0 && meter.thread != 0);
            assertEquals(0, after - before, "bytes allocated in " + CYCLES + " cycles");
            assertTrue(bytesRead > 0, "MIDI went round");
            for (TestBuffer buffer : buffers) {
                assertTrue(buffer.position > (long) CYCLES * 128, "streams moved");
            }
        }
    }

    /** Lets cycles pass with MIDI in them; returns how many bytes came round. */
    private static long pass(OpenServer open, JackMidiLink midi, int cycles) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(new byte[] {(byte) 0x90, 60, 100, 62, 0});
        ByteBuffer in = ByteBuffer.allocate(256);
        long end = open.client.cycles() + cycles;
        long[] read = new long[1];
        Await.until(
                "cycles pass",
                () -> {
                    try {
                        midi.write(out.clear());
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                    read[0] += midi.read(in.clear());
                    return open.client.cycles() >= end;
                });
        return read[0];
    }
}
