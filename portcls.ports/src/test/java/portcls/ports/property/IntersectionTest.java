package portcls.ports.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import static portcls.ports.property.FakeFilter.failure;

import org.junit.jupiter.api.Test;

import portcls.api.IMiniport;
import portcls.api.Status;
import portcls.api.ks.AudioDataRange;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataFormat;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.FormatIds;
import portcls.api.ks.Intersection;
import portcls.api.ks.KsId;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.PlainDataFormat;
import portcls.api.ks.PlainDataRange;
import portcls.api.ks.WaveDataFormat;
import portcls.conformance.Rule;

import java.util.ArrayList;
import java.util.List;

class IntersectionTest {
    private static final KsId PCM = FormatIds.SUBTYPE_PCM;
    private static final KsId WAVE = FormatIds.SPECIFIER_WAVEFORMATEX;

    private static AudioDataRange pcm(int channels, int minBits, int maxBits, int min, int max) {
        return new AudioDataRange(PCM, WAVE, channels, minBits, maxBits, min, max);
    }

    private static FilterDescriptor pin(DataRange... ranges) {
        return FilterDescriptor.builder("Card")
                .pin(PinDescriptor.streaming(DataFlow.IN, PinCategories.LINE_CONNECTOR, ranges))
                .build();
    }

    private static DataFormat intersect(DataRange pin, DataRange... client) {
        return new FakeFilter(pin(pin)).engine.intersect(0, List.of(client));
    }

    /** A driver that answers pairs in turn and writes them down. */
    private static final class Choosing implements IMiniport {
        private final List<String> pairs = new ArrayList<>();
        private final List<Intersection> answers;
        private final FilterDescriptor descriptor;

        Choosing(FilterDescriptor descriptor, Intersection... answers) {
            this.descriptor = descriptor;
            this.answers = new ArrayList<>(List.of(answers));
        }

        @Override
        public FilterDescriptor getDescription() {
            return descriptor;
        }

        @Override
        public Intersection dataRangeIntersection(int pinId, DataRange client, DataRange own) {
            pairs.add(rate(client) + "/" + rate(own));
            return answers.removeFirst();
        }

        private static int rate(DataRange range) {
            return assertInstanceOf(AudioDataRange.class, range).maximumSampleFrequency();
        }
    }

    @Test
    @Rule({"FMT-2", "FMT-3"})
    void clientRangesOutsidePinRangesInsideTheFirstHitWins() {
        FilterDescriptor two = pin(pcm(2, 8, 16, 1, 10), pcm(2, 8, 16, 1, 20));
        DataFormat best = WaveDataFormat.pcm(5, 8, 1);
        Intersection no = Intersection.noMatch();
        Choosing driver = new Choosing(two, no, no, no, Intersection.of(best));
        List<DataRange> client = List.of(pcm(2, 8, 16, 1, 1), pcm(2, 8, 16, 1, 2));

        assertEquals(best, new FakeFilter(two, driver).engine.intersect(0, client));
        assertEquals(List.of("1/10", "1/20", "2/10", "2/20"), driver.pairs);
    }

    @Test
    @Rule("FMT-3")
    void whatTheDriverLeavesThePortDecides() {
        FilterDescriptor two = pin(pcm(2, 8, 16, 1, 10), pcm(2, 8, 16, 1, 20));
        Choosing driver = new Choosing(two, Intersection.noMatch(), Intersection.notImplemented());
        assertEquals(
                WaveDataFormat.pcm(20, 16, 2),
                new FakeFilter(two, driver).engine.intersect(0, List.of(pcm(2, 8, 16, 1, 99))));
    }

    @Test
    @Rule("FMT-4")
    void noPairNoMatch() {
        assertEquals(
                "pin 0 has no format in common with the client: pin=["
                        + DataRange.midi()
                        + "],"
                        + " client=[]",
                failure(Status.NO_MATCH, () -> intersect(DataRange.midi())).getMessage());
    }

    @Test
    @Rule({"FMT-6", "FMT-7"})
    void theDefaultIsTheHighestOfTheOverlapInStereo() {
        assertEquals(
                WaveDataFormat.pcm(48000, 16, 2),
                intersect(pcm(8, 8, 24, 8000, 192000), pcm(6, 8, 16, 4000, 48000)));
        assertEquals(
                WaveDataFormat.pcm(44100, 24, 1),
                intersect(pcm(1, 8, 24, 8000, 44100), pcm(6, 8, 32, 4000, 48000)));
    }

    @Test
    @Rule("FMT-6")
    void theDefaultIsNeverExtensible() {
        WaveDataFormat format =
                assertInstanceOf(
                        WaveDataFormat.class,
                        intersect(pcm(8, 20, 32, 8000, 192000), pcm(8, 16, 32, 8000, 192000)));
        assertFalse(format.format().extensible());
        assertEquals(
                WaveDataFormat.pcm(8000, 16, 2),
                intersect(pcm(2, 8, 20, 8000, 8000), pcm(2, 8, 20, 8000, 8000)));
        failure(
                Status.NO_MATCH,
                () -> intersect(pcm(2, 18, 20, 8000, 8000), pcm(2, 8, 32, 8000, 8000)));
    }

    @Test
    @Rule("FMT-6")
    void theDefaultKnowsPcmInTwoStructures() {
        AudioDataRange dsound =
                new AudioDataRange(PCM, FormatIds.SPECIFIER_DSOUND, 2, 8, 16, 8000, 48000);
        assertEquals(FormatIds.SPECIFIER_DSOUND, intersect(dsound, dsound).specifier());
        AudioDataRange other =
                new AudioDataRange(PCM, FormatIds.SPECIFIER_NONE, 2, 8, 16, 8000, 48000);
        failure(Status.NO_MATCH, () -> intersect(other, other));
        AudioDataRange floating =
                new AudioDataRange(FormatIds.SUBTYPE_IEEE_FLOAT, WAVE, 2, 32, 32, 8000, 48000);
        failure(Status.NO_MATCH, () -> intersect(floating, floating));
        failure(Status.NO_MATCH, () -> intersect(DataRange.analog(), DataRange.analog()));
    }

    @Test
    @Rule("FMT-8")
    void rangesOverlapInSpecifierBitsAndRate() {
        AudioDataRange own = pcm(2, 16, 16, 44100, 48000);
        assertEquals(WaveDataFormat.pcm(44100, 16, 1), intersect(own, pcm(1, 8, 16, 8000, 44100)));
        failure(Status.NO_MATCH, () -> intersect(own, pcm(2, 16, 16, 8000, 44099)));
        failure(Status.NO_MATCH, () -> intersect(own, pcm(2, 16, 16, 48001, 96000)));
        failure(Status.NO_MATCH, () -> intersect(own, pcm(2, 8, 15, 44100, 48000)));
        failure(Status.NO_MATCH, () -> intersect(own, pcm(2, 24, 32, 44100, 48000)));
        failure(
                Status.NO_MATCH,
                () ->
                        intersect(
                                own,
                                new AudioDataRange(
                                        PCM, FormatIds.SPECIFIER_DSOUND, 2, 16, 16, 44100, 48000)));
    }

    @Test
    @Rule("FMT-9")
    void aWildcardMatchesAnything() {
        KsId any = FormatIds.WILDCARD;
        AudioDataRange own = pcm(2, 8, 16, 8000, 48000);
        DataFormat best = WaveDataFormat.pcm(48000, 16, 2);
        assertEquals(best, intersect(own, PlainDataRange.ANY));
        assertEquals(best, intersect(own, new PlainDataRange(FormatIds.TYPE_AUDIO, any, any)));
        assertEquals(best, intersect(own, new AudioDataRange(any, any, 9, 1, 99, 1, 999999)));
        assertEquals(DataFormat.midi(), intersect(DataRange.midi(), PlainDataRange.ANY));
        failure(
                Status.NO_MATCH,
                () -> intersect(own, new PlainDataRange(FormatIds.TYPE_MUSIC, any, any)));
    }

    @Test
    @Rule("FMT-11")
    void aMusicFormatIsItsThreeIds() {
        assertEquals(
                new PlainDataFormat(
                        FormatIds.TYPE_MUSIC, FormatIds.SUBTYPE_MIDI, FormatIds.SPECIFIER_NONE),
                intersect(DataRange.midi(), DataRange.midi()));
    }

    @Test
    void aFailingDriverIsNamed() {
        FilterDescriptor one = pin(pcm(2, 8, 16, 1, 10));
        assertEquals(
                "driver test.driver 1.0 failed to intersect data ranges of pin 0:"
                        + " java.util.NoSuchElementException",
                failure(
                                Status.UNSUCCESSFUL,
                                () ->
                                        new FakeFilter(one, new Choosing(one))
                                                .engine.intersect(0, List.of(pcm(2, 8, 16, 1, 1))))
                        .getMessage());
    }
}
