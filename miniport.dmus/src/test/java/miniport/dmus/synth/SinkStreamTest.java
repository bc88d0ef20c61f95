package miniport.dmus.synth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveFormat;
import portcls.conformance.Rule;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The sound as the port's wave sink pulls it. */
class SinkStreamTest {
    private static final long SECOND = 10_000_000;

    private final FakeModel model = new FakeModel();
    private final FakeAllocator allocator = new FakeAllocator(4);

    @Test
    @Rule({"SNK-2", "SNK-3"})
    void rendersExactlyWhatIsAskedForInAnyLength() throws IOException {
        SinkStream sink = running(WaveFormat.pcm(10_000, 16, 2));
        connect(sink).level = 0.5f;
        short[] memory = new short[2 * 3_000 + 2];
        long frames = 0;
        for (int count : new int[] {1, 0, 200, 2_799}) {
            MemorySegment part = MemorySegment.ofArray(memory).asSlice(2 + 4 * frames, 4L * count);
            sink.render(part, 4 * frames);
            frames += count;
        }
        assertEquals(0, memory[0]);
        for (int i = 1; i <= 6_000; i++) {
            assertEquals(16_384, memory[i], "sample " + i);
        }
        assertEquals(0, memory[6_001]);
    }

    @Test
    void whatIsLouderThanFullScaleIsCutToIt() throws IOException {
        SinkStream sink = running(WaveFormat.pcm(10_000, 16, 1));
        FakeEngine engine = connect(sink);
        short[] memory = new short[1];
        engine.level = 1.5f;
        sink.render(MemorySegment.ofArray(memory), 0);
        assertEquals(Short.MAX_VALUE, memory[0]);
        engine.level = -1.5f;
        sink.render(MemorySegment.ofArray(memory), 2);
        assertEquals(Short.MIN_VALUE, memory[0]);
        SinkStream floats = running(WaveFormat.float32(10_000, 1));
        connect(floats).level = -1.5f;
        MemorySegment buffer = MemorySegment.ofArray(new int[2]);
        floats.render(buffer, 0);
        assertArrayEquals(new float[] {-1, -1}, buffer.toArray(ValueLayout.JAVA_FLOAT));
    }

    @Test
    @Rule({"SNK-4", "SNK-6"})
    void sampleZeroIsHeardWhenTheStreamStarts() {
        SinkStream sink = running(WaveFormat.pcm(44_100, 16, 2));
        sink.syncToMaster(7 * SECOND, true);
        assertEquals(8 * SECOND, sink.sampleToRefTime(44_100));
        assertEquals(44_100, sink.refTimeToSample(8 * SECOND));
        for (long sample = 0; sample < 1_000_000; sample += 997) {
            assertEquals(sample, sink.refTimeToSample(sink.sampleToRefTime(sample)));
        }
    }

    @Test
    @Rule("SNK-5")
    void theClockFollowsOnlyAPartOfEachDifference() {
        SinkStream sink = running(WaveFormat.pcm(10_000, 16, 2));
        sink.render(MemorySegment.ofArray(new short[2 * 10_000]), 0);
        sink.syncToMaster(2 * SECOND + 16_000, false); // a second, and 1.6 ms late
        long moved = sink.sampleToRefTime(10_000) - 2 * SECOND;
        assertTrue(moved > 0 && moved < 16_000 / 4, "moved=" + moved);
    }

    @Test
    void otherFormatsAreRefused() {
        for (WaveFormat format :
                new WaveFormat[] {WaveFormat.pcm(44_100, 24, 2), WaveFormat.pcm(44_100, 16, 6)}) {
            PortClsException e =
                    assertThrows(PortClsException.class, () -> new SinkStream(format, allocator));
            assertEquals(Status.NO_MATCH, e.status());
            assertTrue(e.getMessage().endsWith("format=" + format.text()), e.getMessage());
        }
    }

    private SinkStream running(WaveFormat format) {
        SinkStream sink = new SinkStream(format, allocator);
        sink.setState(KsState.RUN);
        sink.syncToMaster(SECOND, true);
        return sink;
    }

    private FakeEngine connect(SinkStream sink) throws IOException {
        SynthStream stream =
                new SynthStream(
                        model,
                        new VoicePools(1),
                        new UnloadWatch("test"),
                        allocator,
                        () -> 0,
                        true);
        stream.connectOutput(sink);
        SynthRig.walk(stream, KsState.RUN);
        return model.last();
    }
}
