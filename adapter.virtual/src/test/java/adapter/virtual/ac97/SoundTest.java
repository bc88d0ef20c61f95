package adapter.virtual.ac97;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import portcls.api.adapter.Recording;
import portcls.api.ks.WaveFormat;
import portcls.wav.WavReader;
import portcls.wav.WavWriter;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Map;

/** What comes out of the codec, and what goes in. */
@Timeout(60)
class SoundTest {
    private static final int OUT = Bench.OUT;
    private static final int IN = Bench.IN;

    @TempDir Path folder;

    /** Samples of a file, from the first one that is not silent on. */
    private static short[] heard(Path file) throws IOException {
        try (WavReader reader = WavReader.open(file)) {
            int frames = (int) reader.frames();
            MemorySegment memory = MemorySegment.ofArray(new byte[4 * frames]);
            assertEquals(frames, reader.read(memory, 0, frames));
            int first = 0;
            while (first < 2 * frames && memory.get(Bench.SAMPLE, 2L * first) == 0) {
                first++;
            }
            short[] samples = new short[2 * frames - first];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = memory.get(Bench.SAMPLE, 2L * (first + i));
            }
            return samples;
        }
    }

    /** Plays 2000 frames, numbered, and gives what is recorded of them. */
    private short[] play(Bench bench) throws IOException {
        bench.ramp();
        bench.describe(0, bench.soundAt, 2_000, 0);
        bench.describe(1, bench.soundAt + 4_000, 2_000, Engine.BUP);
        Path file = folder.resolve("out.wav");
        Recording recording = bench.device.record(file);
        bench.frames(100);
        bench.start(OUT, 1);
        bench.frames(3_000);
        recording.close();
        assertEquals(3_100, recording.frames(), 1);
        return heard(file);
    }

    @Test
    void withoutGainEveryBitIsPlayed() throws IOException {
        try (Bench bench = new Bench().open()) {
            short[] heard = play(bench);
            for (int i = 0; i < 4_000; i++) {
                assertEquals(i + 1, heard[i]);
            }
            for (int i = 4_000; i < heard.length; i++) {
                assertEquals(0, heard[i]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0x0000, 0x0808, 1, 1",
        "0x8000, 0x0808, 0, 0",
        "0x0000, 0x8808, 0, 0",
        "0x0400, 0x0808, .5012, 1",
        "0x0004, 0x0808, 1, .5012",
        "0x0808, 0x0404, .5012, .5012",
        "0x0808, 0x0000, 1, 1",
        "0x0000, 0x0408, 1.9953, 1"
    })
    void volumesScaleWhatIsHeard(String master, String pcm, double left, double right)
            throws IOException {
        try (Bench bench = new Bench()) {
            bench.nam.writeWord(Codec.MASTER, Integer.decode(master));
            bench.nam.writeWord(Codec.PCM_OUT, Integer.decode(pcm));
            short[] heard = play(bench);
            assertEquals(left == 0, heard.length == 0);
            for (int i = 2_000; i < 2_100 && heard.length > 0; i++) {
                assertEquals((i + 1) * (i % 2 == 0 ? left : right), heard[i], .6);
            }
        }
    }

    @Test
    void aConverterThatIsPoweredDownIsSilent() throws IOException {
        try (Bench bench = new Bench().open()) {
            bench.nam.writeWord(Codec.POWER_DOWN, 0x0200);
            assertEquals(0, play(bench).length);
        }
    }

    @Test
    void whenThereIsNoBufferTheLastSampleStandsUnlessSilenceIsWanted() throws IOException {
        try (Bench bench = new Bench().open()) {
            bench.ramp();
            bench.describe(0, bench.soundAt, 200, 0);
            Recording recording = bench.device.record(folder.resolve("held.wav"));
            bench.start(OUT, 0);
            bench.frames(400);
            recording.close();
            short[] heard = heard(folder.resolve("held.wav"));
            assertEquals(199, heard[198]);
            assertEquals(199, heard[600]);
            assertEquals(200, heard[601]);
        }
    }

    @Test
    void aCableFromOutputToLineRecordsByTheBit() {
        try (Bench bench = new Bench(Map.of("input", "loop")).open()) {
            bench.nam.writeWord(Codec.RECORD_SELECT, 0x0404);
            loop(bench, 4_000);
        }
    }

    @Test
    void theMixIsRecordedBeforeTheMasterVolume() {
        try (Bench bench = new Bench().open()) {
            bench.nam.writeWord(Codec.MASTER, 0x8000);
            bench.nam.writeWord(Codec.RECORD_SELECT, 0x0505);
            loop(bench, 4_000);
        }
    }

    private static void loop(Bench bench, int samples) {
        bench.ramp();
        bench.describe(0, bench.soundAt, samples, 0);
        bench.describe(1, bench.soundAt + 32_768, samples, 0);
        bench.nabm.writeDoubleWord(IN, (int) bench.listAt);
        // The recorder's list begins at its second entry.
        bench.describe(2, bench.soundAt, samples, 0);
        bench.nabm.writeDoubleWord(IN, (int) bench.listAt + 8);
        bench.nabm.writeDoubleWord(OUT, (int) bench.listAt);
        bench.nabm.write(IN + Engine.CR, Engine.RPBM);
        bench.nabm.write(OUT + Engine.CR, Engine.RPBM);
        bench.frames(3_000);
        for (int i = 0; i < samples; i++) {
            assertEquals(i + 1, bench.sample(16_384 + i));
        }
        assertEquals(0, bench.sample(16_384 + samples) - (16_384 + samples + 1));
    }

    @Test
    void aToneIsHeardAtTheRecordGain() {
        try (Bench bench = new Bench(Map.of("toneLevel", 0, "toneFrequency", 1_000)).open()) {
            record(bench, IN, 480);
            assertEquals(Short.MAX_VALUE, bench.sample(2 * 12));
            assertEquals(Short.MAX_VALUE, bench.sample(2 * 12 + 1));
            assertEquals(-Short.MAX_VALUE, bench.sample(2 * 36));
            record(bench, Bench.MIC, 480);
            assertEquals(Short.MAX_VALUE, bench.sample(12));
            bench.nam.writeWord(Codec.RECORD_GAIN, 0x8000);
            record(bench, IN, 480);
            assertEquals(0, bench.sample(2 * 12));
            bench.nam.writeWord(Codec.RECORD_GAIN, 0);
            bench.nam.writeWord(Codec.RECORD_SELECT, 0x0101); // no CD is connected
            record(bench, IN, 480);
            assertEquals(0, bench.sample(2 * 12));
        }
    }

    @Test
    void theBoostOfTheMicrophoneIsTwentyDecibelsWhereverItGoes() throws IOException {
        try (Bench bench = new Bench(Map.of("toneLevel", -40, "toneFrequency", 1_000)).open()) {
            record(bench, IN, 480);
            assertEquals(328, bench.sample(2 * 12), 1);
            bench.nam.writeWord(Codec.MIC, 0x8048); // mute concerns the mix alone
            record(bench, IN, 480);
            assertEquals(3_280, bench.sample(2 * 12), 1);
            record(bench, Bench.MIC, 480);
            assertEquals(3_280, bench.sample(12), 1);
            Path file = folder.resolve("boost.wav");
            Recording recording = bench.device.record(file);
            bench.nam.writeWord(Codec.MIC, 0x0048);
            bench.frames(4_800);
            recording.close();
            assertEquals(3_280, loudest(heard(file)), 1);
        }
    }

    private static void record(Bench bench, int engine, int frames) {
        bench.nabm.write(engine + Engine.CR, Engine.RR);
        bench.describe(0, bench.soundAt, engine == IN ? 2 * frames : frames, 0);
        bench.start(engine, 0);
        bench.frames(frames + 1);
        assertEquals(Engine.CELV, bench.status(engine) & Engine.CELV);
        bench.nabm.write(engine + Engine.CR, 0);
    }

    @Test
    void lineAndMicrophoneAreMixedIntoTheOutputWithoutAnythingPlayed() throws IOException {
        try (Bench bench = new Bench(Map.of("toneLevel", -20)).open()) {
            Path file = folder.resolve("through.wav");
            Recording recording = bench.device.record(file);
            bench.nam.writeWord(Codec.LINE_IN, 0x0808);
            bench.frames(4_800);
            recording.close();
            assertEquals(3_277, loudest(heard(file)), 2);
            recording = bench.device.record(file);
            bench.nam.writeWord(Codec.MIC, 0x0008);
            bench.frames(4_800);
            recording.close();
            assertEquals(2 * 3_277, loudest(heard(file)), 3);
        }
    }

    private static int loudest(short[] samples) {
        int most = 0;
        for (short sample : samples) {
            most = Math.max(most, Math.abs(sample));
        }
        return most;
    }

    @Test
    void aFileIsHeardFromItsStartByTheBitThenSilence() throws IOException {
        Path file = folder.resolve("in.wav");
        short[] samples = new short[2_000];
        byte[] bytes = new byte[4_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (i * 13 - 9_000);
            MemorySegment.ofArray(bytes).set(Bench.SAMPLE, 2L * i, samples[i]);
        }
        try (WavWriter writer = WavWriter.create(file, WaveFormat.pcm(44_100, 16, 2))) {
            writer.write(MemorySegment.ofArray(bytes), 0, 1_000);
        }
        try (Bench bench =
                new Bench(Map.of("input", "file", "inputFile", file.toString())).open()) {
            bench.ramp();
            bench.nam.writeWord(Codec.EXTENDED_CONTROL, Codec.VRA);
            bench.nam.writeWord(Codec.ADC_RATE, 44_100);
            bench.nam.writeWord(Codec.RECORD_SELECT, 0x0404);
            bench.frames(777);
            bench.describe(0, bench.soundAt, 3_000, 0);
            bench.start(IN, 0);
            bench.frames(2_000, 44_100);
            short[] heard = new short[2_000];
            for (int i = 0; i < heard.length; i++) {
                heard[i] = bench.sample(i);
            }
            assertArrayEquals(samples, heard);
            assertEquals(0, bench.sample(2_000));
            assertEquals(3_001, bench.sample(3_000));
        }
    }

    @Test
    void takesAreWrittenFromTheFirstSoundUntilTheEngineIsReset() throws IOException {
        String pattern = folder.resolve("take-{number}.wav").toString();
        try (Bench bench =
                new Bench(Map.of("output", "file", "file", pattern, "input", "silence")).open()) {
            bench.ramp();
            for (int take = 0; take < 2; take++) {
                bench.describe(0, bench.soundAt, 2_000, Engine.BUP);
                bench.start(OUT, 0);
                bench.frames(3_000);
                bench.nabm.write(OUT + Engine.CR, 0);
                bench.nabm.write(OUT + Engine.CR, Engine.RR);
            }
        }
        assertTrue(heard(folder.resolve("take-0001.wav")).length >= 2_000);
        assertTrue(heard(folder.resolve("take-0002.wav")).length >= 2_000);
        assertEquals(1, heard(folder.resolve("take-0002.wav"))[0]);
    }

    @Test
    void aDeviceThatIsGoneIsNotRecorded() {
        Bench bench = new Bench();
        bench.close();
        IOException gone =
                assertThrows(
                        IOException.class, () -> bench.device.record(folder.resolve("late.wav")));
        assertEquals("virtual:ac97 is gone; it cannot be recorded", gone.getMessage());
    }

    @Test
    void aRecordingThatCannotGoOnSaysWhy() throws IOException {
        try (Bench bench = new Bench().open()) {
            Path file = folder.resolve("rates.wav");
            Recording recording = bench.device.record(file);
            IOException second = assertThrows(IOException.class, () -> bench.device.record(file));
            assertTrue(second.getMessage().contains("already"), second.getMessage());
            bench.ramp();
            for (int i = 0; i < 32; i++) {
                bench.describe(i, bench.soundAt, 960, 0);
            }
            bench.start(OUT, 31);
            bench.frames(1_000);
            bench.nam.writeWord(Codec.EXTENDED_CONTROL, Codec.VRA);
            bench.nam.writeWord(Codec.DAC_RATE, 44_100);
            bench.frames(1_000);
            IOException ended = assertThrows(IOException.class, recording::close);
            assertTrue(ended.getMessage().contains("rate=44100"), ended.getMessage());
            bench.device.record(file).close();
        }
        IOException missing;
        try (Bench bench = new Bench()) {
            missing =
                    assertThrows(
                            IOException.class,
                            () -> bench.device.record(folder.resolve("no/out.wav")));
        }
        assertTrue(missing.getMessage().contains("make it first"), missing.getMessage());
    }
}
