package miniport.wavert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;

import portcls.api.adapter.CyclicBuffer;
import portcls.api.wavert.AudioPosition;

import java.io.IOException;
import java.lang.management.ManagementFactory;

/** The streaming thread's way through the buffer. */
final class StreamingPathTest {
    private static final int BLOCK = 64;
    private static final int WARM_UP = 200_000;
    private static final int MEASURED = 1_000_000;

    private final Rig rig = new Rig(FakeEngine.SPEAKER);
    private final AudioPosition position = new AudioPosition();
    private long frame;
    private long sounded;

    @Test
    void aMillionBlocksAllocateNothing() throws IOException {
        WaveStream stream = rig.open();
        rig.buffer(stream, 2);
        Rig.run(stream);
        int[] told = {0};
        stream.registerNotificationEvent(() -> told[0]++);
        CyclicBuffer buffer = rig.engine.last().buffer();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        move(stream, buffer, WARM_UP);
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        move(stream, buffer, MEASURED);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 1_024, () -> "allocated=" + allocated);
        assertEquals(frame / Rig.PACKET, told[0]);
        assertTrue(sounded > 0 && rig.registers.glitches() > MEASURED / 20, "both ways were gone");
    }

    private void move(WaveStream stream, CyclicBuffer buffer, int blocks) {
        for (int i = 0; i < blocks; i++) {
            // A program that comes too late now and then, and a device with an xrun.
            if (i % 10 != 0) {
                rig.registers.commit(frame + 2 * BLOCK);
            } else {
                rig.registers.commit(frame);
                buffer.xrun(1);
            }
            sounded += buffer.playable(frame, BLOCK);
            sounded += buffer.contiguous(frame) + buffer.offset(frame);
            frame += BLOCK;
            buffer.advance(frame, frame);
            stream.getPosition(position);
        }
    }
}
