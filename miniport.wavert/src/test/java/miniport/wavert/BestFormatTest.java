package miniport.wavert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import portcls.api.adapter.WaveEndpoint;
import portcls.api.ks.AudioDataRange;
import portcls.api.ks.DataRange;
import portcls.api.ks.FormatIds;
import portcls.api.ks.Intersection;
import portcls.api.ks.KsId;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PlainDataRange;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;
import portcls.conformance.Rule;

import java.io.IOException;
import java.util.List;

/** Which format a client and a pin agree on. */
final class BestFormatTest {
    private static final KsId PCM = FormatIds.SUBTYPE_PCM;
    private static final KsId FLOAT = FormatIds.SUBTYPE_IEEE_FLOAT;
    private static final AudioDataRange OWN =
            new AudioDataRange(PCM, FormatIds.SPECIFIER_WAVEFORMATEX, 8, 16, 24, 44_100, 192_000);

    private static WaveFormat chosen(WaveFormat preferred, DataRange client, DataRange own) {
        Intersection.Match match = (Intersection.Match) BestFormat.of(preferred, client, own);
        WaveDataFormat format = (WaveDataFormat) match.format();
        assertEquals(FormatIds.SPECIFIER_WAVEFORMATEX, format.specifier());
        return format.format();
    }

    private static WaveFormat extensible(WaveFormat format, int channelMask) {
        return new WaveFormat(
                format.subFormat(),
                format.channels(),
                format.samplesPerSecond(),
                format.bitsPerSample(),
                format.validBitsPerSample(),
                channelMask,
                true);
    }

    @Test
    void preferredFormatWinsWhenBothHaveIt() {
        assertEquals(FakeEngine.CD, chosen(FakeEngine.CD, PlainDataRange.ANY, OWN));
        assertEquals(FakeEngine.CD, chosen(FakeEngine.CD, OWN, OWN));
    }

    @Test
    void otherwiseTheBestOfTheOverlapWins() {
        AudioDataRange client = FakeEngine.range(PCM, 6, 24, 8_000, 96_000);
        assertEquals(
                extensible(WaveFormat.pcm(96_000, 24, 6), 0), chosen(FakeEngine.CD, client, OWN));
        AudioDataRange mono = FakeEngine.range(PCM, 1, 16, 8_000, 96_000);
        assertEquals(WaveFormat.pcm(96_000, 16, 1), chosen(FakeEngine.CD, mono, OWN));
    }

    @Test
    void moreThanTwoChannelsOrSixteenBitsAreExtensible() {
        WaveFormat surround = new WaveFormat(PCM, 6, 48_000, 16, 16, 0x3F, false);
        assertEquals(extensible(surround, 0x3F), chosen(surround, PlainDataRange.ANY, OWN));
        WaveFormat fine = WaveFormat.pcm(48_000, 24, 2);
        assertEquals(extensible(fine, 0), chosen(fine, PlainDataRange.ANY, OWN));
    }

    @Test
    void floatHasWholeContainers() {
        AudioDataRange own =
                new AudioDataRange(
                        FLOAT, FormatIds.SPECIFIER_WAVEFORMATEX, 2, 32, 64, 44_100, 48_000);
        AudioDataRange client =
                new AudioDataRange(
                        FLOAT, FormatIds.SPECIFIER_WAVEFORMATEX, 1, 8, 48, 44_100, 44_100);
        assertEquals(
                extensible(WaveFormat.float32(44_100, 1), 0),
                chosen(WaveFormat.float32(48_000, 2), client, own));
        AudioDataRange narrow =
                new AudioDataRange(
                        FLOAT, FormatIds.SPECIFIER_WAVEFORMATEX, 1, 16, 24, 44_100, 44_100);
        assertEquals(
                Intersection.noMatch(), BestFormat.of(WaveFormat.float32(48_000, 2), narrow, own));
    }

    @Test
    void whatDoesNotOverlapDoesNotMatch() {
        for (DataRange client :
                List.of(
                        FakeEngine.range(PCM, 2, 16, 8_000, 22_050),
                        FakeEngine.range(PCM, 2, 32, 48_000, 48_000),
                        FakeEngine.range(FLOAT, 2, 24, 48_000, 48_000),
                        DataRange.midi(),
                        DataRange.analog())) {
            assertEquals(Intersection.noMatch(), BestFormat.of(FakeEngine.CD, client, OWN));
        }
        WaveMiniport miniport = new Rig(FakeEngine.SPEAKER).miniport;
        assertEquals(
                Intersection.noMatch(),
                miniport.dataRangeIntersection(1, PlainDataRange.ANY, DataRange.analog()));
        assertEquals(
                Intersection.of(WaveDataFormat.of(FakeEngine.CD)),
                miniport.dataRangeIntersection(0, PlainDataRange.ANY, FakeEngine.pcm().getFirst()));
    }

    @Test
    @Rule("FMT-13")
    void simpleFormatOpensInBothForms() throws IOException {
        Rig rig = new Rig(FakeEngine.SPEAKER);
        rig.open(0, WaveDataFormat.of(FakeEngine.CD));
        assertEquals(FakeEngine.CD, rig.engine.last().format);
        rig.open(0, WaveDataFormat.of(extensible(FakeEngine.CD, 3)));
        assertEquals(FakeEngine.CD, rig.engine.last().format);
    }

    @Test
    void manyChannelsOpenAsTheyAre() throws IOException {
        WaveFormat preferred = extensible(WaveFormat.pcm(48_000, 24, 8), 0x63F);
        WaveEndpoint endpoint =
                WaveEndpoint.render("Cinema", PinCategories.SPEAKER, preferred, List.of(OWN));
        Rig rig = new Rig(endpoint);
        rig.open(0, WaveDataFormat.of(preferred));
        assertEquals(preferred, rig.engine.last().format);
    }
}
