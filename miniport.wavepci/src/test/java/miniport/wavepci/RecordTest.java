package miniport.wavepci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import miniport.wavepci.FakeClient.Given;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import portcls.api.ks.KsState;
import portcls.api.ks.WaveFormat;
import portcls.conformance.Rule;
import portcls.wav.WavWriter;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** What the device hears is put into the client's memory, to the bit. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class RecordTest {
    private static final int FILE_BYTES = 80_000;

    @TempDir Path folder;

    private Rig rig() throws IOException {
        Path file = folder.resolve("in.wav");
        MemorySegment sound = MemorySegment.ofArray(new byte[FILE_BYTES]);
        House.fill(sound, 0);
        try (WavWriter writer = WavWriter.replace(file, WaveFormat.pcm(48_000, 16, 2))) {
            writer.write(sound, 0, FILE_BYTES / 4);
        }
        return new Rig(Map.of("input", "file", "inputFile", file.toString()));
    }

    @Test
    @Rule({"WPC-4", "WPC-9"})
    void everyBitIsRecordedInOrder() throws IOException {
        try (Rig rig = rig()) {
            rig.open(1, 48_000);
            MemorySegment memory = Arena.ofAuto().allocate(40_000);
            rig.client.give(memory);
            rig.go(KsState.RUN);
            rig.house.millis(100);
            assertEquals(100 * 192, rig.position(), 4);
            Rig.assertSound(memory.asSlice(0, rig.position() - 4), 0);
            rig.house.millis(200);
            Rig.assertSound(memory, 0);
            assertEquals(40_000, rig.position());
            assertEquals(1, rig.client.released.size());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @Rule("WPC-16")
    void framesThatAreSplitBetweenPiecesAndOddAddressesArePutTogether(long seed)
            throws IOException {
        Random random = new Random(seed);
        try (Rig rig = rig()) {
            rig.open(1, 48_000);
            MemorySegment all = Arena.ofAuto().allocate(FILE_BYTES + 64, 4_096);
            long at = rig.house.bus().map(all);
            int end = 40_000;
            int start = random.nextInt(4);
            int sum = 0;
            while (sum < end) {
                int most = random.nextInt(4) == 0 ? 5_000 : 9;
                int size = Math.min(end - sum, 1 + random.nextInt(most));
                rig.client.give(new Given(all, start + sum, at + start + sum, size));
                sum += size;
            }
            rig.go(KsState.RUN);
            rig.house.millis(400);
            assertEquals(end, rig.position());
            assertEquals(0, rig.client.openPieces());
            Rig.assertSound(all.asSlice(start, end), 0);
            assertEquals(0, rig.house.device.busFaults());
        }
    }

    @Test
    @Rule({"WPC-14", "WPC-16"})
    void aPieceThatEndsWithinAFrameComesBackAndTheNextBeginsThere() throws IOException {
        try (Rig rig = rig()) {
            rig.open(1, 48_000);
            MemorySegment first = Arena.ofAuto().allocate(102);
            MemorySegment second = Arena.ofAuto().allocate(101);
            rig.client.give(first);
            rig.go(KsState.RUN);
            rig.house.millis(5);
            assertEquals(1, rig.client.released.size());
            rig.client.give(second);
            rig.house.millis(5);
            assertEquals(2, rig.client.released.size());
            Rig.assertSound(first, 0);
            Rig.assertSound(second.asSlice(0, 2), 102);
        }
    }

    @Test
    void theMicrophoneHasAConverterOfItsOwn() throws IOException {
        try (Rig rig = rig()) {
            rig.open(2, 48_000);
            MemorySegment memory = Arena.ofAuto().allocate(2_001);
            rig.client.give(memory);
            rig.go(KsState.RUN);
            rig.house.millis(50);
            for (int i = 0; i < 1_000; i++) {
                int left = House.at(4L * i) & 0xFF | House.at(4L * i + 1) << 8;
                assertEquals((short) left, memory.get(House.SAMPLE, 2L * i));
            }
        }
    }
}
