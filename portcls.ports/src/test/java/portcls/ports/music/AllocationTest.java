package portcls.ports.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.api.client.MidiEvent;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;

/** After warm-up the road of an event allocates nothing. */
@Timeout(60)
class AllocationTest {
    private static final int EVENTS = 1_000_000;
    private static final int BATCH = 1000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final EventPool pool = new EventPool(1, 4096, 1, 256);

    @Test
    void poolAndSequencer() {
        Sequencer sequencer = new Sequencer();
        LatenessMeter meter = new LatenessMeter();
        assertAllocatesNothing(
                () -> {
                    for (int i = 0; i < BATCH; i++) {
                        // Two in order, one before them.
                        long time = i % 3 == 2 ? i / 2 : i;
                        KernelEvent event = pool.take();
                        if (event != null) {
                            event.setPresentationTime100ns(time);
                            event.setShort(0x403C90, 3);
                            sequencer.insert(event);
                        }
                    }
                    for (long now = 0; now <= BATCH; now++) {
                        KernelEvent event = sequencer.pollDue(now);
                        while (event != null) {
                            meter.record(now - event.presentationTime100ns());
                            pool.release(event);
                            event = sequencer.pollDue(now);
                        }
                    }
                });
        assertTrue(meter.count() >= EVENTS, "events=" + meter.count());
        Music.assertNothingOut(pool, "at the end");
    }

    @Test
    void unpackerParserAssemblerPacker() {
        MusicFormatUnpacker unpacker = new MusicFormatUnpacker(pool);
        ByteBuffer source =
                Music.musicFormat(
                        0, Music.hex("90 3C 40"), 1, Music.sysEx(3000), 2, Music.hex("80 3C 40"));
        ByteBuffer wire = ByteBuffer.allocate(4096);
        ByteBuffer target = ByteBuffer.allocate(4096);
        KernelEvent[] captured = new KernelEvent[16];
        int[] counts = new int[2];
        CaptureParser parser = new CaptureParser(pool, e -> captured[counts[0]++] = e);
        MessageAssembler assembler = new MessageAssembler();
        MusicFormatPacker packer = new MusicFormatPacker();
        EventSink toWire =
                e -> {
                    for (KernelEvent piece = e; piece != null; piece = piece.next()) {
                        piece.copyTo(wire, 0);
                    }
                    pool.release(e);
                };
        MessageSource fromCapture =
                into -> {
                    while (counts[1] < counts[0]) {
                        if (assembler.add(captured[counts[1]++], into)) {
                            return true;
                        }
                    }
                    return false;
                };
        assertAllocatesNothing(
                () -> {
                    for (int i = 0; i < BATCH / 100; i++) {
                        source.rewind();
                        unpacker.begin(100, source);
                        unpacker.proceed(toWire);
                        parser.parse(100, wire.flip());
                        wire.clear();
                        packer.pack(target.clear(), fromCapture);
                        counts[0] = 0;
                        counts[1] = 0;
                    }
                });
        assertEquals(0, parser.lost() + parser.strayBytes());
        // Each round the whole buffer came out again: three messages of 3, 3000 and 3 bytes.
        assertEquals(3 * 8 + 4 + 3000 + 4, target.position());
        assertFalse(packer.takeWaiting(new MidiEvent()));
        Music.assertNothingOut(pool, "at the end");
    }

    private void assertAllocatesNothing(Runnable batch) {
        int rounds = EVENTS / BATCH;
        long least = Long.MAX_VALUE;
        // The compilers of the virtual machine may still change its mind during the first
        // measurement.
        for (int attempt = 0; attempt < 5 && least > 0; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < rounds; i++) {
                batch.run();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least, "bytes allocated by " + rounds + " batches");
    }
}
