package portcls.wav;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.wav.TestWav.ascii;
import static portcls.wav.TestWav.cd;
import static portcls.wav.TestWav.chunk;
import static portcls.wav.TestWav.fmt;
import static portcls.wav.TestWav.hex;
import static portcls.wav.TestWav.int32;
import static portcls.wav.TestWav.int64;
import static portcls.wav.TestWav.join;
import static portcls.wav.TestWav.noise;
import static portcls.wav.TestWav.open;
import static portcls.wav.TestWav.readAll;
import static portcls.wav.TestWav.riff;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

class DamagedWavTest {
    private static final String NOT_TOLD =
            "The header of test.wav does not say how long the sound is, as when a recording is cut"
                    + " off: it is read to the end of the file.";
    private static final byte[] SOUND = noise(402);

    private static void assertReads(int frames, List<String> problems, byte... file)
            throws IOException {
        try (WavReader reader = open(file)) {
            assertEquals(frames, reader.frames());
            assertArrayEquals(Arrays.copyOf(SOUND, frames * 4), readAll(reader));
            assertEquals(problems, reader.problems());
        }
    }

    private static String refusal(byte... file) {
        return Objects.requireNonNull(
                assertThrows(WavException.class, () -> open(file)).getMessage());
    }

    @Test
    void aFileThatIsCutOffIsReadAsFarAsItGoes() throws IOException {
        assertReads(
                100,
                List.of(
                        "test.wav is cut off: its header promises 1000 frames, the file holds 100.",
                        "The last frame of test.wav is not whole and is left out: 2 of 4 bytes."),
                riff(cd(), chunk("data", 4_000, SOUND)));
    }

    @Test
    void aSizeThatIsNotWholeFramesIsRoundedDown() throws IOException {
        assertReads(
                100,
                List.of("The last frame of test.wav is not whole and is left out: 2 of 4 bytes."),
                riff(cd(), chunk("data", 402, SOUND)));
    }

    @Test
    void aRecordingThatWasNotEndedIsReadToTheEndOfTheFile() throws IOException {
        byte[] sound = Arrays.copyOf(SOUND, 400);
        for (long size : new long[] {0, 0xFFFF_FFFFL}) {
            for (long riffSize : new long[] {0, 36, 0xFFFF_FFFFL}) {
                byte[] file = riff(cd(), chunk("data", size, sound));
                System.arraycopy(int32(riffSize), 0, file, 4, 4);
                assertReads(100, List.of(NOT_TOLD), file);
            }
        }
        byte[] large =
                join(
                        chunk("RF64", 0xFFFF_FFFFL, ascii("WAVE")),
                        cd(),
                        chunk("data", 0xFFFF_FFFFL, sound));
        assertReads(100, List.of(NOT_TOLD), large);
    }

    @Test
    void aSoundOfNoFramesIsEmptyAndWell() throws IOException {
        assertReads(0, List.of(), riff(cd(), chunk("data", 0)));
        assertReads(0, List.of(), riff(cd(), chunk("data", 0), chunk("LIST", 4, noise(4))));
    }

    @Test
    void sizesOf64BitsAreNotBelievedEither() throws IOException {
        for (long size : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 1_000_000_000_000L}) {
            byte[] file =
                    join(
                            chunk("RF64", 0xFFFF_FFFFL, ascii("WAVE")),
                            chunk("ds64", 28, join(int64(size), int64(size), int64(0), int32(-1))),
                            cd(),
                            chunk("data", 0xFFFF_FFFFL, Arrays.copyOf(SOUND, 400)));
            assertReads(
                    100,
                    List.of(
                            "test.wav is cut off: its header promises "
                                    + Long.toUnsignedString(Long.divideUnsigned(size, 4))
                                    + " frames, the file holds 100."),
                    file);
        }
    }

    @Test
    void aFileThatShrinksWhileItIsReadEndsClearly() throws IOException {
        MemoryFile file = new MemoryFile(riff(cd(), chunk("data", 400_000, noise(400_000))));
        try (WavReader reader = WavReader.open(file, "test.wav")) {
            reader.position(50_000);
            file.truncate(44 + 200_000 + 42);
            assertEquals(10, reader.read(new float[40], 0, 20));
            assertEquals(0, reader.read(new float[40], 0, 20));
            assertEquals(50_010, reader.frames());
            assertEquals(
                    List.of(
                            "test.wav became shorter while it was read: it ends after 50010 frames"
                                    + " now."),
                    reader.problems());
        }
    }

    @Test
    void otherFilesAreCalledByTheirName() {
        assertEquals(
                "test.wav is no WAV file: it is empty. Get or make the file again.", refusal());
        assertEquals(
                "test.wav is no WAV file: it begins with 'ID3', as MP3 does. Convert it, for"
                        + " instance with: sox test.wav sound.wav",
                refusal(ascii("ID3\3abcdefghij")));
        assertEquals(
                "test.wav is no WAV file: it begins with FF FB, as MP3 does. Convert it, for"
                        + " instance with: sox test.wav sound.wav",
                refusal(hex("fffb9064")));
        assertEquals(
                "test.wav is no WAV file: it begins with 'RIFX', as WAV with big-endian numbers"
                        + " does. Convert it, for instance with: sox test.wav sound.wav",
                refusal(ascii("RIFX\0\0\0\44WAVEfmt ")));
        assertEquals(
                "test.wav is no WAV file: it begins with 'RIFF', but then comes 'AVI ' and not"
                        + " 'WAVE'. Choose a WAV file.",
                refusal(ascii("RIFF\0\0\0\44AVI LIST")));
        assertEquals(
                "test.wav is no WAV file: it begins with 'RIFF', as MIDI does: it holds notes. Play"
                        + " it on a synthesizer.",
                refusal(ascii("RIFF\0\0\0\44RMIDdata")));
        assertEquals(
                "test.wav is no WAV file: it begins with 'MThd', as MIDI does: it holds notes. Play"
                        + " it on a synthesizer.",
                refusal(ascii("MThd\0\0\0\6")));
        assertEquals(
                "test.wav is no WAV file: it begins with 7F 45 4C 46 and not with 'RIFF' or 'RF64'."
                        + " Choose a WAV file.",
                refusal(ascii("\u007FELF\2\1\1")));
        assertEquals(
                "test.wav is no WAV file: it begins with 'RI' and not with 'RIFF' or 'RF64'. Choose"
                        + " a WAV file.",
                refusal(ascii("RI")));
    }

    @Test
    void aHeaderWithoutSoundSaysSo() {
        String cutOff =
                "test.wav begins like a WAV file, but has no sound: it ends after %d bytes. Get or"
                        + " make the file again.";
        assertEquals(cutOff.formatted(11), refusal(ascii("RIFF\0\0\0\0WAV")));
        assertEquals(cutOff.formatted(36), refusal(riff(cd())));
        assertEquals(
                cutOff.formatted(30), refusal(Arrays.copyOf(riff(cd(), chunk("data", 0)), 30)));
        assertEquals(cutOff.formatted(44), refusal(riff(chunk("LIST", 0x7FFF_FFFF), cd())));
        assertEquals(
                "test.wav begins like a WAV file, but does not say the format of its sound: there"
                        + " is no fmt chunk before the data chunk. Get or make the file again.",
                refusal(riff(chunk("data", 0), cd())));
    }

    @Test
    void compressedSoundIsRefused() {
        assertEquals(
                "test.wav is a WAV file, but its sound is not PCM or float: MP3, formatTag=0x0055."
                        + " Convert it, for instance with: sox test.wav -e signed -b 16 pcm.wav",
                refusal(riff(fmt(0x55, 2, 44_100, 1, 0), chunk("data", 0))));
        for (int tag : new int[] {2, 6, 7, 0x11, 0x31, 0x50, 0x161, 0x1234}) {
            String message = refusal(riff(fmt(tag, 2, 44_100, 1, 0), chunk("data", 0)));
            assertTrue(message.contains("formatTag=0x%04X".formatted(tag)), message);
        }
        byte[] format =
                hex(
                        "feff 0200 80bb0000 00dc0500 0800 2000 1600 1400 03000000"
                                + "92000000 0000 1000 8000 00aa00389b71");
        assertEquals(
                "test.wav is a WAV file, but its sound is not PCM or float:"
                        + " subFormat=00000092-0000-0010-8000-00aa00389b71. Convert it, for"
                        + " instance with: sox test.wav -e signed -b 16 pcm.wav",
                refusal(riff(chunk("fmt ", 40, format), chunk("data", 0))));
    }

    private static void assertNonsense(String what, byte... fmt) {
        assertEquals(
                "test.wav begins like a WAV file, but its format cannot be read: "
                        + what
                        + ". Get or make the file again.",
                refusal(riff(fmt, chunk("data", 400, SOUND))));
    }

    @Test
    void nonsenseIsRefused() {
        assertNonsense("channels=0, 1 … 32 are read", fmt(1, 0, 44_100, 0, 16));
        assertNonsense("channels=33, 1 … 32 are read", fmt(1, 33, 44_100, 66, 16));
        assertNonsense("samplesPerSecond=0", fmt(1, 2, 0, 4, 16));
        assertNonsense("samplesPerSecond=4294967295", fmt(1, 2, -1, 4, 16));
        assertNonsense(
                "bitsPerSample=12, integer samples have 8, 16, 24 or 32", fmt(1, 2, 44_100, 4, 12));
        assertNonsense(
                "bitsPerSample=40, integer samples have 8, 16, 24 or 32",
                fmt(1, 2, 44_100, 10, 40));
        assertNonsense(
                "bitsPerSample=0, integer samples have 8, 16, 24 or 32", fmt(1, 2, 44_100, 4, 0));
        assertNonsense("bitsPerSample=16, float samples have 32 or 64", fmt(3, 2, 44_100, 4, 16));
        assertNonsense(
                "blockAlign=2, but channels=2 of bitsPerSample=16 make 4",
                fmt(1, 2, 44_100, 2, 16));
        assertNonsense(
                "its fmt chunk has 14 bytes, at least 16 are needed",
                chunk("fmt ", 14, Arrays.copyOfRange(cd(), 8, 22)));
        assertNonsense(
                "its fmt chunk is of the extensible form, but has 18 bytes, not 40",
                chunk("fmt ", 18, hex("feff 0200 80bb0000 00dc0500 0800 2000 0000")));
        assertNonsense(
                "validBitsPerSample=33 of bitsPerSample=32",
                chunk(
                        "fmt ",
                        40,
                        hex(
                                "feff 0200 80bb0000 00dc0500 0800 2000 1600 2100 03000000"
                                        + "01000000 0000 1000 8000 00aa00389b71")));
    }

    @Test
    void aFileOfNothingButChunksIsGivenUp() {
        byte[] file = new byte[1 << 20];
        System.arraycopy(ascii("RIFF\0\0\20\0WAVE"), 0, file, 0, 12);
        MemoryFile memory = new MemoryFile(file);
        assertEquals(
                "test.wav begins like a WAV file, but has no sound within its first 1000 chunks."
                        + " Get or make the file again.",
                assertThrows(WavException.class, () -> WavReader.open(memory, "test.wav"))
                        .getMessage());
        assertTrue(memory.reads <= 1_001, "reads=" + memory.reads);
    }
}
