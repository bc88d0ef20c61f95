package miniport.dmus.gervill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import miniport.dmus.synth.FakeRequest;
import miniport.dmus.synth.SynthEngine;
import miniport.dmus.synth.SynthModel;
import miniport.dmus.synth.SynthRig;
import miniport.dmus.synth.SynthStream;
import miniport.dmus.synth.SynthTraits;
import miniport.dmus.synth.Turn;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.api.client.MidiMessages;
import portcls.api.dmus.SynthDlsProperty;
import portcls.api.dmus.SynthProperty;
import portcls.api.dmus.SynthTarget;
import portcls.api.ks.KsState;
import portcls.banks.Bank;
import portcls.banks.BankReader;
import portcls.banks.tone.ToneBank;
import portcls.gervill.GervillOptions;
import portcls.gervill.GervillSynth;

import java.io.IOException;
import java.lang.reflect.Field;

/** One synthesizer of a pin breaks. */
@Timeout(120)
class BrokenGroupTest {
    private static final int RATE = GervillSynth.SAMPLE_RATE;
    private static final int FRAMES = 10_000;

    /** The instrument that only a download has. */
    private static final int PROGRAM = 0;

    private @Nullable GervillEngine engine;

    /** Opens the engine and keeps it to look into. */
    private final class Model implements SynthModel {
        private final GervillModel model;

        Model() throws IOException {
            Bank bank = BankReader.read(ToneBank.sf2Percussion(), "test");
            model =
                    new GervillModel(
                            new GervillOptions(
                                    64, false, false, GervillOptions.Interpolation.LINEAR, true),
                            bank,
                            1);
        }

        @Override
        public SynthTraits traits() {
            return model.traits();
        }

        @Override
        public SynthEngine open(Turn turn, int samplesPerSecond) throws IOException {
            GervillEngine opened = (GervillEngine) model.open(turn, samplesPerSecond);
            engine = opened;
            return opened;
        }
    }

    @Test
    void theGroupsBehindItGoOnAndRunOpensItAnewWithItsDownloads() throws Exception {
        try (SynthRig rig = new SynthRig(new Model(), RATE)) {
            SynthStream stream = rig.run(true);
            FakeRequest.set(stream, SynthProperty.CHANNELGROUPS, 2);
            FakeRequest.get(
                    stream,
                    SynthDlsProperty.DOWNLOAD,
                    SynthTarget.buffer(0, ToneBank.sf2(PROGRAM)));
            assertTrue(peakOfNote(rig, stream, 0) > 0.05 && peakOfNote(rig, stream, 1) > 0.05);
            GervillSynth first = opened().synth(0);
            GervillSynth second = opened().synth(1);
            breakIt(first);
            assertEquals(0, peakOfNote(rig, stream, 0), 1e-3);
            assertTrue(peakOfNote(rig, stream, 1) > 0.05, "the other group goes on");
            assertEquals(0, peakOfNote(rig, stream, 0), 1e-3);
            stream.setState(KsState.PAUSE);
            assertSame(first, opened().synth(0));
            stream.setState(KsState.RUN);
            assertNotSame(first, opened().synth(0));
            assertSame(second, opened().synth(1));
            assertTrue(peakOfNote(rig, stream, 0) > 0.05, "it is there again");
            assertTrue(peakOfNote(rig, stream, 1) > 0.05);
            stream.close();
        }
    }

    private GervillEngine opened() {
        GervillEngine now = engine;
        if (now == null) {
            throw new AssertionError("no engine was opened");
        }
        return now;
    }

    /** As whatever its rendering throws. */
    private static void breakIt(GervillSynth synth) throws ReflectiveOperationException {
        Field sink = GervillSynth.class.getDeclaredField("sink");
        sink.setAccessible(true);
        Object in = sink.get(synth);
        Field failure = in.getClass().getDeclaredField("failure");
        failure.setAccessible(true);
        failure.set(in, new IndexOutOfBoundsException("broken by the test"));
    }

    private static float peakOfNote(SynthRig rig, SynthStream stream, int group) {
        rig.pull(FRAMES); // what is left of the note before
        rig.send(stream, rig.position() + 1_000, group, MidiMessages.noteOn(0, 69, 127));
        rig.send(stream, rig.position() + 5_000, group, MidiMessages.noteOff(0, 69));
        float peak = 0;
        for (float sample : rig.pull(FRAMES)) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }
}
