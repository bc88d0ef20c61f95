package miniport.wavepci;

import static miniport.wavepci.FakeClient.sound;
import static miniport.wavepci.Rig.assertSound;
import static miniport.wavepci.Rig.heard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import miniport.wavepci.FakeClient.Given;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import portcls.api.adapter.Recording;
import portcls.api.ks.KsState;
import portcls.conformance.Rule;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What the port hands out is played, to the bit and to the frame. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class PlayTest {
    private static final int MILLI = 192; // bytes

    @TempDir Path folder;

    @Test
    @Rule({"WPC-4", "WPC-6", "WPC-9", "STR-1"})
    void everyBitIsPlayedInOrderAndEveryPieceGivenBack() throws IOException {
        try (Rig rig = new Rig()) {
            rig.open(0, 48_000);
            assertEquals(0, rig.position());
            int[] sizes = {1_920, 4, 65_536, 400, 9_600};
            int sum = 0;
            for (int size : sizes) {
                rig.client.give(sound(size, sum));
                sum += size;
            }
            Recording recording = rig.record(folder.resolve("out.wav"));
            rig.go(KsState.RUN);
            rig.house.millis(5);
            assertEquals(5 * MILLI, rig.position());
            assertEquals(0, rig.client.released.size());
            rig.house.millis(6);
            assertEquals(2, rig.client.released.size());
            assertEquals(11 * MILLI, rig.position());
            rig.house.millis(500);
            assertEquals(sizes.length, rig.client.released.size());
            assertEquals(sum, rig.position());
            recording.close();
            MemorySegment heard = heard(folder.resolve("out.wav"));
            assertEquals(sum, heard.byteSize());
            assertSound(heard, 0);
            assertEquals(0, rig.house.device.busFaults());
        }
    }

    @Test
    @Rule({"WPC-14", "WPC-2"})
    void itStartsWithWhatItHasAndGoesOnWhenThereIsMore() throws IOException {
        try (Rig rig = new Rig()) {
            rig.open(0, 48_000);
            rig.go(KsState.RUN);
            assertTrue(rig.client.refusals > 0);
            rig.house.millis(50);
            assertEquals(0, rig.position());
            Recording recording = rig.record(folder.resolve("out.wav"));
            rig.client.give(sound(MILLI, 0));
            assertEquals(0, rig.position());
            rig.house.millis(2);
            assertEquals(MILLI, rig.position());
            assertEquals(1, rig.client.released.size());
            // It was starved; the next piece sounds at once, too.
            rig.client.give(sound(2 * MILLI, MILLI));
            rig.house.millis(1);
            rig.client.give(sound(2 * MILLI, 3 * MILLI));
            rig.house.millis(10);
            assertEquals(5 * MILLI, rig.position());
            recording.close();
            MemorySegment heard = heard(folder.resolve("out.wav"));
            assertSound(heard.asSlice(0, MILLI), 0);
            assertSound(heard.asSlice(heard.byteSize() - 4 * MILLI), MILLI);
        }
    }

    @Test
    @Rule({"WPC-9", "STR-6"})
    void thePositionStandsInPauseAndIsNothingAfterStop() throws IOException {
        try (Rig rig = new Rig()) {
            rig.open(0, 48_000);
            rig.client.give(sound(100 * MILLI, 0));
            rig.client.give(sound(100 * MILLI, 100 * MILLI));
            Recording recording = rig.record(folder.resolve("out.wav"));
            rig.go(KsState.RUN);
            rig.house.millis(33);
            rig.go(KsState.PAUSE);
            long held = rig.position();
            assertEquals(33 * MILLI, held, 4);
            rig.house.millis(100);
            assertEquals(held, rig.position());
            rig.go(KsState.ACQUIRE);
            assertEquals(held, rig.position());
            rig.go(KsState.RUN);
            rig.house.millis(500);
            assertEquals(200 * MILLI, rig.position());
            recording.close();
            MemorySegment heard = heard(folder.resolve("out.wav"));
            assertSound(heard.asSlice(0, held), 0);
            assertSound(heard.asSlice(heard.byteSize() - (200 * MILLI - held)), held);
            rig.stop();
            assertEquals(0, rig.position());
            rig.client.give(sound(10 * MILLI, 0));
            rig.go(KsState.RUN);
            rig.house.millis(3);
            assertEquals(3 * MILLI, rig.position(), 4);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 11_025, 22_050, 32_000, 44_100, 48_000})
    void everyRateIsTheCodecs(int rate) throws IOException {
        try (Rig rig = new Rig()) {
            rig.open(0, rate);
            rig.client.give(sound(60_000, 0));
            Recording recording = rig.record(folder.resolve("out.wav"));
            rig.go(KsState.RUN);
            rig.house.millis(100);
            assertEquals(rate / 10 * 4, rig.position(), 8);
            rig.house.millis(2_000);
            recording.close();
            assertEquals(rate, recording.sampleRate());
            MemorySegment heard = heard(folder.resolve("out.wav"));
            assertEquals(60_000, heard.byteSize());
            assertSound(heard, 0);
            assertEquals(1_000_000 * 10L, rig.stream().normalizePhysicalPosition(rate * 4L));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @Rule("WPC-16")
    void framesThatAreSplitBetweenPiecesAndOddAddressesSoundWhole(long seed) throws IOException {
        Random random = new Random(seed);
        try (Rig rig = new Rig()) {
            rig.open(0, 48_000);
            int sum = 0;
            int end = 40_000;
            while (sum < end) {
                int most = random.nextInt(4) == 0 ? 5_000 : 9;
                int size = Math.min(end - sum, 1 + random.nextInt(most));
                rig.client.give(scattered(rig, random.nextInt(4), size, sum));
                sum += size;
            }
            int pieces = rig.client.gets;
            assertEquals(0, pieces);
            Recording recording = rig.record(folder.resolve("out.wav"));
            rig.go(KsState.RUN);
            rig.house.millis(400);
            recording.close();
            MemorySegment heard = heard(folder.resolve("out.wav"));
            assertEquals(end, heard.byteSize());
            assertSound(heard, 0);
            assertEquals(end, rig.position());
            assertEquals(0, rig.client.openPieces());
        }
    }

    /** Sound somewhere in a page. */
    private static Given scattered(Rig rig, int offset, int size, int number) {
        MemorySegment memory = sound(size + offset, number - offset);
        return new Given(memory, offset, rig.house.bus().map(memory) + offset, size);
    }

    @Test
    @Rule("WPC-16")
    void theLastPieceComesBackThoughItsLastFrameIsNotWhole() throws IOException {
        try (Rig rig = new Rig()) {
            rig.open(0, 48_000);
            rig.client.give(sound(MILLI + 3, 0));
            rig.go(KsState.RUN);
            rig.house.millis(5);
            assertEquals(MILLI, rig.position());
            assertEquals(1, rig.client.released.size());
            rig.client.give(sound(1, MILLI + 3));
            assertEquals(1, rig.client.released.size());
            rig.house.millis(5);
            assertEquals(MILLI + 4, rig.position());
            assertEquals(2, rig.client.released.size());
        }
    }

    @Test
    @Rule("WPC-18")
    void aListOfThirtyTwoGoesRoundForLong() throws IOException {
        try (Rig rig = new Rig()) {
            rig.open(0, 48_000);
            rig.go(KsState.RUN);
            Recording recording = rig.record(folder.resolve("out.wav"));
            MemorySegment memory = sound(1_000 * MILLI, 0);
            long at = rig.house.bus().map(memory);
            for (int i = 0; i < 1_000; i++) {
                rig.client.give(new Given(memory, i * MILLI, at + (long) i * MILLI, MILLI));
            }
            assertTrue(rig.client.openPieces() <= Queue.MOST);
            rig.house.millis(1_200);
            assertEquals(1_000, rig.client.released.size());
            recording.close();
            MemorySegment heard = heard(folder.resolve("out.wav"));
            assertEquals(memory.byteSize(), heard.byteSize());
            assertSound(heard, 0);
        }
    }

    @Test
    void aLostInterruptCostsNothingWhileOthersCome() throws IOException {
        try (Rig rig = new Rig(Map.of("input", "silence", "fault", "lost-interrupt"))) {
            rig.open(0, 48_000);
            Recording recording = rig.record(folder.resolve("out.wav"));
            rig.go(KsState.RUN);
            for (int i = 0; i < 50; i++) {
                rig.client.give(sound(10 * MILLI, i * 10L * MILLI));
            }
            rig.house.millis(600);
            assertEquals(50, rig.client.released.size());
            recording.close();
            assertSound(heard(folder.resolve("out.wav")), 0);
            // The only interrupt of a single piece, lost or not.
            for (int i = 0; i < 4; i++) {
                rig.client.give(sound(MILLI, 0));
                rig.house.millis(8);
                assertEquals(51 + i, rig.client.released.size());
            }
        }
    }

    @Test
    @Rule("WPC-8")
    void theFifoIsToldAsPrefetchAndTheLikedBuffersAsFraming() throws IOException {
        try (Rig rig = new Rig()) {
            rig.open(0, 44_100);
            assertEquals(64, rig.client.prefetch);
            assertEquals(3, rig.stream().getAllocatorFraming().frames());
            assertEquals(441 * 4, rig.stream().getAllocatorFraming().frameSize());
            assertEquals(List.of(), rig.client.faults);
        }
    }
}
