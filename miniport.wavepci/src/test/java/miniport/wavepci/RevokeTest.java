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

import portcls.api.adapter.Recording;
import portcls.api.ks.KsState;
import portcls.conformance.Rule;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Random;

/** What the port takes back is not touched any more. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class RevokeTest {
    private static final int MILLI = 192; // bytes

    @TempDir Path folder;

    @Test
    @Rule({"WPC-5", "WPC-9", "WPC-18"})
    void aPieceInTheMiddleIsLeftOutWhileItPlays() throws IOException {
        try (Rig rig = new Rig()) {
            rig.open(0, 48_000);
            MemorySegment[] pieces = new MemorySegment[4];
            Given[] given = new Given[4];
            for (int i = 0; i < 4; i++) {
                pieces[i] = sound(20 * MILLI, i * 20L * MILLI);
                given[i] = rig.client.give(pieces[i]);
            }
            Recording recording = rig.record(folder.resolve("out.wav"));
            rig.go(KsState.RUN);
            rig.house.millis(7);
            long before = rig.position();
            long first = rig.client.firstTag();
            assertEquals(2, rig.client.revoke(first + 1, first + 2));
            assertEquals(before, rig.position());
            rig.house.bus().unmap(given[1].address());
            rig.house.bus().unmap(given[2].address());
            pieces[1].fill((byte) 0x7F);
            pieces[2].fill((byte) 0x7F);
            rig.house.millis(100);
            assertEquals(40 * MILLI, rig.position());
            assertEquals(2, rig.client.released.size());
            assertEquals(0, rig.house.device.busFaults());
            recording.close();
            MemorySegment heard = heard(folder.resolve("out.wav"));
            assertSound(heard.asSlice(0, before), 0);
            assertSound(heard.asSlice(heard.byteSize() - 20 * MILLI), 60L * MILLI);
        }
    }

    @Test
    @Rule("WPC-5")
    void onlyPiecesThatWereNotReleasedCount() throws IOException {
        try (Rig rig = new Rig()) {
            rig.open(0, 48_000);
            for (int i = 0; i < 4; i++) {
                rig.client.give(sound(10 * MILLI, 0));
            }
            rig.go(KsState.RUN);
            long first = rig.client.firstTag();
            rig.house.millis(12);
            assertEquals(1, rig.client.released.size());
            assertEquals(3, rig.client.revoke(first, first + 3));
            assertEquals(0, rig.client.revoke(first, first + 3));
            rig.house.millis(50);
            assertEquals(1, rig.client.released.size());
            assertEquals(12 * MILLI, rig.position(), 8);
        }
    }

    @Test
    @Rule({"WPC-5", "WPC-6"})
    void aPieceThatIsTakenBackBeforeTheDriverSeesItIsNeverPlayed() throws IOException {
        try (Rig rig = new Rig()) {
            rig.open(0, 48_000);
            rig.client.give(sound(5 * MILLI, 0));
            rig.go(KsState.RUN);
            rig.client.onGet =
                    tag -> {
                        rig.client.onGet = _ -> {};
                        assertEquals(1, rig.client.revoke(tag, tag));
                    };
            rig.client.give(sound(5 * MILLI, 0));
            rig.client.give(sound(5 * MILLI, 0));
            rig.house.millis(50);
            assertEquals(10 * MILLI, rig.position());
            assertEquals(2, rig.client.released.size());
        }
    }

    @Test
    @Rule("WPC-5")
    void whatIsTakenBackAtAStopIsMemoryOfItsOwnerAgain() throws IOException {
        try (Rig rig = new Rig()) {
            rig.open(1, 48_000);
            Given[] given = new Given[8];
            for (int i = 0; i < 8; i++) {
                given[i] = rig.client.give(sound(10 * MILLI, 0));
            }
            rig.go(KsState.RUN);
            rig.house.millis(25);
            rig.go(KsState.STOP);
            assertEquals(6, rig.client.revokeAll());
            for (Given piece : given) {
                rig.house.bus().unmap(piece.address());
            }
            rig.house.millis(100);
            assertEquals(0, rig.house.device.busFaults());
            assertEquals(0, rig.position());
        }
    }

    @Test
    @Rule({"WPC-5", "WPC-16"})
    void anythingIsTakenBackAtAnyTimeAndTheDeviceNeverGoesAstray() throws IOException {
        for (long seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            try (Rig rig = new Rig()) {
                rig.open((int) (seed % 3), 48_000);
                rig.go(KsState.RUN);
                long last = 0;
                for (int i = 0; i < 200; i++) {
                    switch (random.nextInt(6)) {
                        case 0, 1, 2 -> {
                            int offset = random.nextInt(5);
                            int size = 1 + random.nextInt(random.nextBoolean() ? 7 : 4_000);
                            MemorySegment memory = sound(size + offset, 0);
                            long at = rig.house.bus().map(memory);
                            rig.client.give(new Given(memory, offset, at + offset, size));
                        }
                        case 3 -> rig.house.millis(random.nextInt(20));
                        case 4 -> {
                            if (rig.client.openPieces() > 0) {
                                long first =
                                        rig.client.firstTag()
                                                + random.nextInt(rig.client.openPieces());
                                long end = first + random.nextInt(rig.client.openPieces());
                                rig.client.revoke(first, end);
                            }
                        }
                        default -> {
                            rig.go(random.nextBoolean() ? KsState.PAUSE : KsState.RUN);
                        }
                    }
                    long now = rig.position();
                    assertTrue(now >= last, "seed " + seed + ": " + last + " then " + now);
                    last = now;
                }
                rig.go(KsState.RUN);
                rig.client.give(sound(4, 0)); // ends a frame that was begun
                rig.house.millis(3_000);
                assertTrue(rig.client.openPieces() <= 1, "seed " + seed);
                assertEquals(0, rig.house.device.busFaults(), "seed " + seed);
            }
        }
    }
}
