package portcls.api.ks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import portcls.conformance.Rule;

import java.util.function.Supplier;

class FormatsTest {
    private static final AudioDataRange PCM = range(2, 8, 16, 8000, 48000);

    private static AudioDataRange range(int channels, int minBits, int maxBits, int min, int max) {
        return new AudioDataRange(
                FormatIds.SUBTYPE_PCM,
                FormatIds.SPECIFIER_WAVEFORMATEX,
                channels,
                minBits,
                maxBits,
                min,
                max);
    }

    private static @Nullable String error(Supplier<?> making) {
        return assertThrows(IllegalArgumentException.class, making::get).getMessage();
    }

    @Test
    void aFormatFitsInsideARange() {
        assertTrue(WaveDataFormat.pcm(8000, 8, 1).fits(PCM));
        assertTrue(WaveDataFormat.pcm(48000, 16, 2).fits(PCM));
        assertFalse(WaveDataFormat.pcm(48001, 16, 2).fits(PCM));
        assertFalse(WaveDataFormat.pcm(7999, 16, 2).fits(PCM));
        assertFalse(WaveDataFormat.pcm(48000, 24, 2).fits(PCM));
        assertFalse(WaveDataFormat.pcm(48000, 8, 2).fits(range(2, 16, 16, 8000, 48000)));
        assertFalse(WaveDataFormat.pcm(48000, 16, 3).fits(PCM));
        assertFalse(DataFormat.midi().fits(PCM));
        assertTrue(DataFormat.midi().fits(DataRange.midi()));
        assertTrue(DataFormat.midi().fits(PlainDataRange.ANY));
    }

    @Test
    void aFormatIsConcrete() {
        KsId any = FormatIds.WILDCARD;
        assertFalse(new PlainDataFormat(any, any, any).fits(DataRange.midi()));
    }

    @Test
    @Rule("FMT-9")
    void wildcardsMatchOnEitherSide() {
        assertTrue(PlainDataRange.ANY.sameKind(PCM));
        assertTrue(PCM.sameKind(PlainDataRange.ANY));
        assertFalse(PCM.sameKind(DataRange.midi()));
        assertFalse(PCM.sameKind(DataRange.analog()));
    }

    @Test
    @Rule("FMT-13")
    void aSimpleFormatHasAShortForm() {
        WaveFormat cd = WaveFormat.pcm(44100, 16, 2);
        WaveFormat longForm = new WaveFormat(FormatIds.SUBTYPE_PCM, 2, 44100, 16, 16, 3, true);
        assertEquals(cd, longForm.simplified());
        assertTrue(longForm.fits(PCM));
        WaveFormat packed = new WaveFormat(FormatIds.SUBTYPE_PCM, 2, 44100, 16, 12, 3, true);
        assertEquals(packed, packed.simplified());
        assertEquals(4, cd.blockAlign());
        assertEquals(176_400, cd.averageBytesPerSecond());
    }

    @Test
    void rangesAreChecked() {
        assertEquals(
                "maximumChannels must be at least 1: maximumChannels=0",
                error(() -> range(0, 8, 16, 1, 2)));
        assertEquals(
                "minimumBitsPerSample must be at least 1: minimumBitsPerSample=0",
                error(() -> range(1, 0, 16, 1, 2)));
        assertEquals(
                "maximumBitsPerSample must be at least minimumBitsPerSample=16:"
                        + " maximumBitsPerSample=8",
                error(() -> range(1, 16, 8, 1, 2)));
        assertEquals(
                "minimumSampleFrequency must be at least 1 Hz: minimumSampleFrequency=0",
                error(() -> range(1, 8, 8, 0, 2)));
        assertEquals(
                "maximumSampleFrequency must be at least minimumSampleFrequency=3:"
                        + " maximumSampleFrequency=2",
                error(() -> range(1, 8, 8, 3, 2)));
    }

    @Test
    void waveFormatsAreChecked() {
        assertEquals(
                "a wave format needs channels >= 1, samplesPerSecond >= 1 and bitsPerSample a"
                        + " multiple of 8: channels=1, samplesPerSecond=8000, bitsPerSample=12",
                error(() -> WaveFormat.pcm(8000, 12, 1)));
        assertEquals(
                "validBitsPerSample must lie in 1 … 16: validBitsPerSample=17",
                error(() -> new WaveFormat(FormatIds.SUBTYPE_PCM, 1, 8000, 16, 17, 0, true)));
    }

    @Test
    void anIntersectionHasThreeAnswers() {
        DataFormat midi = DataFormat.midi();
        assertEquals(new Intersection.Match(midi), Intersection.of(midi));
        assertInstanceOf(Intersection.NoMatch.class, Intersection.noMatch());
        assertInstanceOf(Intersection.NotImplemented.class, Intersection.notImplemented());
    }

    @Test
    void anIdIsItsGuid() {
        assertEquals(KsId.of(PinCategories.MIDI_RENDER.guid().toString(), "x"), Categories.AUDIO);
        assertEquals("AUDIO", Categories.AUDIO.toString());
    }

    @Test
    void aStateIsReachedStepByStep() {
        assertEquals(KsState.ACQUIRE, KsState.STOP.stepTowards(KsState.RUN));
        assertEquals(KsState.PAUSE, KsState.RUN.stepTowards(KsState.STOP));
        assertEquals(KsState.RUN, KsState.RUN.stepTowards(KsState.RUN));
        assertEquals(3, KsState.RUN.value());
    }
}
