package portcls.song;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** Thousands of broken files: nothing but a song or a {@link SongException} comes of them. */
class SmfFuzzTest {
    private static final int RUNS = 10_000;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long KIB = 1024;

    private static final byte[] GOOD =
            Smf.file(1, 4, 480)
                    .track(
                            "00 FF 03 04 53 6F 6E 67 00 FF 51 03 07 A1 20 83 60 FF 51 03 06 1A 80"
                                    + Smf.END)
                    .track(
                            "00 F0 05 7E 7F 09 01 F7 00 C0 05 00 90 3C 40 83 60 3C 00 00 40 50 83"
                                    + " 60 40 00 00 B0 07 64 00 E0 00 40"
                                    + Smf.END)
                    .track("00 F0 03 43 12 00 60 F7 02 01 02 60 F7 02 03 F7 00 F7 01 F8" + Smf.END)
                    .chunk("XTRA", Smf.hex("01 02 03 04"))
                    .track("00 99 24 7F 60 24 00 00 D9 10 00 A9 24 05 83 00 89 24 40" + Smf.END)
                    .bytes();

    @Test
    void theFileThatIsMutatedIsGood() throws SongException {
        Song song = SmfReader.read(GOOD, "song.mid");
        assertEquals(17, song.size());
        assertTrue(song.problems().isEmpty(), song.problems().toString());
    }

    @Test
    void mutationsAreSongsOrSongExceptions() {
        int songs =
                assertTimeoutPreemptively(
                        LIMIT,
                        () -> {
                            int count = 0;
                            for (int seed = 0; seed < RUNS; seed++) {
                                count += read(seed, mutate(GOOD, seed)) ? 1 : 0;
                            }
                            return count;
                        });
        // Most mutations hit one track only, so that most files can still be played.
        assertTrue(songs > RUNS / 2 && songs < RUNS, "songs=" + songs);
    }

    @Test
    void noiseBehindAHeaderIsASongOrASongException() {
        assertTimeoutPreemptively(
                LIMIT,
                () -> {
                    for (int seed = 0; seed < RUNS / 4; seed++) {
                        SplittableRandom random = new SplittableRandom(seed);
                        byte[] noise = new byte[random.nextInt(400)];
                        random.nextBytes(noise);
                        int length = random.nextBoolean() ? noise.length : random.nextInt();
                        Smf file = Smf.file(random.nextInt(4), 1, random.nextInt(65536));
                        read(seed, file.chunk("MTrk", length, noise).bytes());
                    }
                });
    }

    /** Places where a careless reader would look through the rest of the file for every track. */
    @Test
    void timeGrowsNoFasterThanTheFile() {
        assertTimeoutPreemptively(
                LIMIT,
                () -> {
                    Smf tracks = Smf.file(1, 1, 96).track("00 90 3C 40" + Smf.END);
                    Smf wrong = Smf.file(1, 1, 96).track("00 90 3C 40" + Smf.END);
                    for (int i = 0; i < 40_000; i++) {
                        tracks.raw("4D 54 72 6B 00 00 00 02 01 02 03 04 05");
                        wrong.raw("4D 54 72 6B 7F FF FF FF 00 90 3C 40");
                    }
                    read(0, tracks.bytes());
                    read(1, wrong.bytes());
                    byte[] shorts = new byte[8 << 20];
                    Arrays.fill(shorts, (byte) 0x7F);
                    read(2, Smf.file(0, 1, 96).chunk("MTrk", 3, shorts).bytes());
                });
    }

    @Test
    void lengthsInTheFileAreNotTrusted() {
        byte[][] liars = {
            Smf.file(0, 1, 96).track(0x7FFF_FFFF, "00 90 3C 40" + Smf.END).bytes(),
            Smf.file(0, 0xFFFF, 96).track(-1, "00 90 3C 40").bytes(),
            Smf.single("00 90 3C 40 00 F0 FF FF FF 7F 01"),
            Smf.single("00 90 3C 40 00 FF 03 FF FF FF 7F 41"),
        };
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        for (int i = 0; i < liars.length; i++) {
            read(i, liars[i]);
            long before = threads.getThreadAllocatedBytes(thread);
            assertTrue(read(i, liars[i]), "no song of file " + i);
            long allocated = threads.getThreadAllocatedBytes(thread) - before;
            assertTrue(allocated < 256 * KIB, "allocated=" + allocated + " for file " + i);
        }
    }

    /** Whether a song came of it. */
    private static boolean read(int seed, byte[] file) {
        try {
            Songs.assertSound(SmfReader.read(file, "song.mid"));
            return true;
        } catch (SongException e) {
            assertTrue(e.getMessage().startsWith("song.mid "), e.getMessage());
            return false;
        } catch (RuntimeException | AssertionError e) {
            byte[] begin = Arrays.copyOf(file, Math.min(file.length, 1000));
            return fail("seed=" + seed + " file=" + HexFormat.of().formatHex(begin), e);
        }
    }

    private static byte[] mutate(byte[] good, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] file = good.clone();
        for (int i = random.nextInt(1, 5); i > 0 && file.length > 0; i--) {
            int at = random.nextInt(file.length);
            switch (random.nextInt(6)) {
                case 0 -> file[at] = (byte) random.nextInt();
                case 1 -> file[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> file[at] = (byte) (random.nextBoolean() ? 0xFF : 0xF7);
                case 3 -> file = Arrays.copyOf(file, random.nextInt(4) == 0 ? at : file.length);
                case 4 -> file = splice(file, at, random.nextInt(1, 9), random, true);
                default -> file = splice(file, at, random.nextInt(1, 9), random, false);
            }
        }
        return file;
    }

    /** Takes bytes out, or puts a copy of some other place in. */
    private static byte[] splice(
            byte[] file, int at, int length, SplittableRandom random, boolean insert) {
        int count = Math.min(length, file.length - at);
        byte[] result = new byte[insert ? file.length + count : file.length - count];
        System.arraycopy(file, 0, result, 0, at);
        if (insert) {
            int source = random.nextInt(file.length - count + 1);
            System.arraycopy(file, source, result, at, count);
            System.arraycopy(file, at, result, at + count, file.length - at);
        } else {
            System.arraycopy(file, at + count, result, at, file.length - at - count);
        }
        return result;
    }
}
