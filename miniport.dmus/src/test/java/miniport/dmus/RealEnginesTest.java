package miniport.dmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import miniport.dmus.fluidsynth.FluidModel;
import miniport.dmus.fluidsynth.FluidOptions;
import miniport.dmus.gervill.GervillModel;
import miniport.dmus.synth.FakeRequest;
import miniport.dmus.synth.SynthModel;
import miniport.dmus.synth.SynthRig;
import miniport.dmus.synth.SynthStream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import portcls.api.PortClsException;
import portcls.api.client.MidiMessages;
import portcls.api.dmus.SynthDlsProperty;
import portcls.api.dmus.SynthProperty;
import portcls.api.dmus.SynthTarget;
import portcls.api.ks.KsState;
import portcls.banks.Bank;
import portcls.banks.BankException;
import portcls.banks.BankInfo;
import portcls.banks.BankReader;
import portcls.banks.sf2.Sf2File;
import portcls.banks.sf2.Sf2Generators;
import portcls.banks.sf2.Sf2Instrument;
import portcls.banks.sf2.Sf2Preset;
import portcls.banks.sf2.Sf2Sample;
import portcls.banks.sf2.Sf2Writer;
import portcls.banks.sf2.Sf2Zone;
import portcls.banks.tone.ToneBank;
import portcls.conformance.Rule;
import portcls.gervill.GervillOptions;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Both synthesizers, by what is heard. */
class RealEnginesTest {
    private static final int RATE = 44_100;

    /** What is rendered. */
    enum Kind {
        GERVILL,
        FLUIDSYNTH;

        SynthModel model(byte[] bank) throws BankException {
            Bank read = BankReader.read(bank, "test");
            if (this == GERVILL) {
                return new GervillModel(
                        new GervillOptions(
                                64, false, false, GervillOptions.Interpolation.LINEAR, true),
                        read,
                        1);
            }
            RequiresPart.fluidSynth();
            return new FluidModel(new FluidOptions(64, false, false, RATE), read, 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"GERVILL,sf2", "GERVILL,dls", "FLUIDSYNTH,sf2", "FLUIDSYNTH,dls"})
    void notesHaveTheirPitchAndEndInSilence(Kind kind, String bank) throws IOException {
        byte[] bytes = bank.equals("sf2") ? ToneBank.sf2(0) : ToneBank.dls(0);
        try (SynthRig rig = new SynthRig(kind.model(bytes), RATE)) {
            SynthStream stream = rig.run(true);
            for (int key : new int[] {57, 69, 81}) {
                long at = rig.position() + 5_000;
                rig.send(stream, at, MidiMessages.noteOn(0, key, 100));
                rig.send(stream, at + RATE, MidiMessages.noteOff(0, key));
                float[] sound = rig.pull(5_000 + RATE + RATE);
                double hertz = Sound.hertz(sound, 10_000, 40_000, RATE);
                assertEquals(ToneBank.HERTZ * Math.pow(2, (key - 69) / 12.0), hertz, 0.5);
                assertTrue(Sound.peak(sound, 5_000 + RATE + 10_000, RATE / 2) < 1e-3);
            }
            stream.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Rule({"SNK-7", "CLK-5"})
    void notesBeginWithinTwoMillisecondsOfTheirStamp(Kind kind) throws IOException {
        try (SynthRig rig = new SynthRig(kind.model(ToneBank.sf2(0)), RATE)) {
            SynthStream stream = rig.run(true);
            rig.pull(1_000);
            int worst = 0;
            for (int i = 0; i < 30; i++) {
                int at = 2_000 + 37 * i;
                rig.send(stream, rig.position() + at, MidiMessages.noteOn(0, 69, 127));
                rig.send(stream, rig.position() + at + 3_000, MidiMessages.noteOff(0, 69));
                float[] sound = Sound.pulled(rig, 20_000, 441);
                int onset = Sound.onset(sound, 0.01f);
                worst = Math.max(worst, Math.abs(onset - at));
            }
            assertTrue(worst <= RATE * 2 / 1_000, "frames=" + worst);
            rig.send(stream, 0, MidiMessages.noteOn(0, 69, 127));
            assertTrue(Sound.onset(rig.pull(2_000), 0.01f) < 1_000, "late is at once");
            stream.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Rule({"DMU-24", "SYN-13"})
    void pinsHaveInstrumentsOfTheirOwn(Kind kind) throws IOException {
        try (SynthRig rig = new SynthRig(kind.model(ToneBank.sf2Percussion()), RATE)) {
            SynthStream with = rig.run(true);
            SynthStream without = rig.run(true);
            download(with, ToneBank.sf2(0));
            rig.pull(100);
            rig.send(without, rig.position(), MidiMessages.noteOn(0, 69, 127));
            float none = Sound.peak(rig.pull(10_000), 0, 10_000);
            rig.send(with, rig.position(), MidiMessages.noteOn(0, 69, 127));
            float some = Sound.peak(rig.pull(10_000), 0, 10_000);
            assertTrue(none < 1e-3 && some > 0.05, none + " " + some);
            with.close();
            without.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Rule({"SYN-9", "SYN-11", "SYN-13"})
    void loadingAndUnloadingDoNotBreakTheSound(Kind kind) throws Exception {
        try (SynthRig rig = new SynthRig(kind.model(ToneBank.sf2(0)), RATE);
                Puller puller = new Puller(rig)) {
            SynthStream stream = rig.run(true);
            puller.start();
            rig.send(stream, rig.position() + 4_000, MidiMessages.noteOn(0, 69, 100));
            puller.awaitFrames(20_000);
            puller.watch();
            for (int i = 0; i < 5; i++) {
                long handle = download(stream, i % 2 == 0 ? ToneBank.sf2(1, 2) : ToneBank.dls(1));
                rig.send(stream, 0, MidiMessages.programChange(1, 1));
                puller.awaitFrames(2_000);
                var request = FakeRequest.set(stream, SynthDlsProperty.UNLOAD, handle);
                FakeRequest.set(stream, SynthDlsProperty.COMPACT, 0);
                if (kind == Kind.FLUIDSYNTH && request.pending != null) {
                    puller.awaitFrames(100);
                }
            }
            assertEquals(0, puller.breaks());
            rig.send(stream, 0, MidiMessages.noteOff(0, 69));
            stream.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Rule("SYN-9")
    void unloadingIsPendingUntilItsNotesHaveEnded(Kind kind) throws Exception {
        try (SynthRig rig = new SynthRig(kind.model(ToneBank.sf2(0)), RATE);
                Puller puller = new Puller(rig)) {
            SynthStream stream = rig.run(true);
            long handle = download(stream, ToneBank.sf2(5));
            puller.start();
            rig.send(stream, 0, MidiMessages.programChange(0, 5));
            rig.send(stream, 0, MidiMessages.noteOn(0, 69, 100));
            puller.awaitPeak(0.05f);
            var pending = FakeRequest.set(stream, SynthDlsProperty.UNLOAD, handle).pending;
            assertNotNull(pending);
            puller.awaitFrames(RATE / 5);
            assertTrue(!pending.isDone() && puller.peak() > 0.05f, "the note goes on");
            rig.send(stream, 0, MidiMessages.noteOff(0, 69));
            pending.get(5, TimeUnit.SECONDS);
            puller.awaitFrames(RATE / 5);
            rig.send(stream, 0, MidiMessages.noteOn(0, 69, 100));
            puller.awaitFrames(RATE / 5);
            assertTrue(puller.peak() < 1e-3f, "notes for what was unloaded are ignored");
            stream.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void hostileBanksAreRefusedAndDoNoHarm(Kind kind) throws IOException {
        byte[] good = ToneBank.sf2(0);
        try (SynthRig rig = new SynthRig(kind.model(good), RATE)) {
            SynthStream stream = rig.run(true);
            int refused = 0;
            for (int i = 12; i < good.length; i += 1 + good.length / 60) {
                byte[] bad = good.clone();
                Arrays.fill(bad, i, Math.min(i + 4, bad.length), (byte) 0xFF);
                try {
                    download(stream, bad);
                } catch (PortClsException e) {
                    refused++;
                    assertTrue(
                            e.getMessage().startsWith("what was downloaded cannot be used: "),
                            e.getMessage());
                }
                rig.send(stream, 0, MidiMessages.programChange(0, i % 128));
                rig.send(stream, 0, MidiMessages.noteOn(0, 60, 100));
                rig.send(stream, 0, MidiMessages.noteOff(0, 60));
                rig.pull(500);
            }
            assertTrue(refused > 0);
            assertThrows(PortClsException.class, () -> download(stream, new byte[1_000]));
            download(stream, good);
            rig.send(stream, 0, MidiMessages.programChange(0, 0));
            rig.send(stream, 0, MidiMessages.noteOn(0, 69, 100));
            assertTrue(Sound.peak(rig.pull(10_000), 5_000, 5_000) > 0.05);
            stream.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChannelThatIsTunedUpAsFarAsCanBeDoesNotBreakThePin(Kind kind) throws IOException {
        try (SynthRig rig = new SynthRig(kind.model(ToneBank.sf2(0)), RATE)) {
            SynthStream stream = rig.run(true);
            for (int parameter : new int[] {0, 2}) {
                rig.send(stream, 0, MidiMessages.controlChange(1, 101, 0));
                rig.send(stream, 0, MidiMessages.controlChange(1, 100, parameter));
                rig.send(stream, 0, MidiMessages.controlChange(1, 6, 127));
            }
            rig.send(stream, 0, 0x7F7FE1); // the wheel
            rig.send(stream, 0, MidiMessages.noteOn(1, 127, 127));
            rig.pull(10_000);
            rig.send(stream, 0, MidiMessages.controlChange(1, 120, 0));
            rig.send(stream, 0, MidiMessages.noteOn(0, 69, 127));
            assertTrue(Sound.peak(rig.pull(10_000), 5_000, 5_000) > 0.05);
            stream.close();
        }
    }

    /** Ten octaves to a key; a note would skip more frames than there are numbers. */
    @ParameterizedTest
    @EnumSource
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aBankThatIsTunedBeyondAllBoundsDoesNotHangThePin(Kind kind) throws IOException {
        Sf2Sample sample = new Sf2Sample("x", 0, 200, 100, 104, 384_000, 0, 0, 0, Sf2Sample.MONO);
        Sf2Zone zone =
                Sf2Zone.of(
                        51,
                        120, // semitones
                        56,
                        1_200, // cents to a key
                        Sf2Generators.SAMPLE_MODES,
                        1,
                        Sf2Generators.SAMPLE_ID,
                        0);
        Sf2Zone whole = Sf2Zone.of(Sf2Generators.INSTRUMENT, 0);
        byte[] bank =
                Sf2Writer.write(
                        new Sf2File(
                                BankInfo.named("x"),
                                List.of(new Sf2Preset("x", 0, 1, List.of(whole))),
                                List.of(new Sf2Instrument("x", List.of(zone))),
                                List.of(sample),
                                ByteBuffer.allocate(400),
                                null));
        try (SynthRig rig = new SynthRig(kind.model(ToneBank.sf2(0)), RATE)) {
            SynthStream stream = rig.run(true);
            download(stream, bank);
            rig.send(stream, 0, MidiMessages.programChange(1, 1));
            for (int key = 0; key < 128; key += 9) {
                rig.send(stream, 0, MidiMessages.noteOn(1, key, 127));
            }
            rig.pull(10_000);
            rig.send(stream, 0, MidiMessages.controlChange(1, 120, 0));
            rig.send(stream, 0, MidiMessages.noteOn(0, 69, 127));
            assertTrue(Sound.peak(rig.pull(10_000), 5_000, 5_000) > 0.05);
            stream.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Rule({"SYN-4", "DMU-25"})
    void groupsHaveChannelsOfTheirOwn(Kind kind) throws IOException {
        try (SynthRig rig = new SynthRig(kind.model(ToneBank.sf2(0)), RATE)) {
            SynthStream stream = rig.run(true);
            FakeRequest.set(stream, SynthProperty.CHANNELGROUPS, 2);
            rig.pull(100);
            rig.send(stream, 0, 1, MidiMessages.controlChange(0, 7, 0));
            rig.send(stream, 0, 1, MidiMessages.noteOn(0, 69, 127));
            assertTrue(Sound.peak(rig.pull(10_000), 5_000, 5_000) < 1e-3);
            rig.send(stream, 0, 0, MidiMessages.noteOn(0, 69, 127));
            assertTrue(Sound.peak(rig.pull(10_000), 5_000, 5_000) > 0.05);
            rig.send(stream, 0, 0, MidiMessages.allNotesOff(0));
            rig.send(stream, 0, 1, MidiMessages.controlChange(0, 7, 127));
            assertEquals(440, Sound.hertz(rig.pull(30_000), 10_000, 20_000, RATE), 0.5);
            stream.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void channelTenOfEachGroupIsForPercussionAlsoAfterAReset(Kind kind) throws IOException {
        try (SynthRig rig = new SynthRig(kind.model(ToneBank.sf2Percussion()), RATE)) {
            SynthStream stream = rig.run(true);
            FakeRequest.set(stream, SynthProperty.CHANNELGROUPS, 2);
            byte[] reset = {(byte) 0xF0, 0x7E, 0x7F, 0x09, 0x01, (byte) 0xF7};
            for (int group = 0; group < 2; group++) {
                rig.send(stream, 0, group, MidiMessages.noteOn(9, 69, 127));
                assertTrue(Sound.peak(rig.pull(10_000), 5_000, 5_000) > 0.05);
                rig.send(stream, rig.allocator.event(0, group, reset, 0));
                assertTrue(Sound.peak(rig.pull(20_000), 15_000, 5_000) < 1e-3);
                rig.send(stream, 0, group, MidiMessages.noteOn(9, 69, 127));
                assertTrue(Sound.peak(rig.pull(10_000), 5_000, 5_000) > 0.05);
                rig.send(stream, 0, group, MidiMessages.noteOff(9, 69));
                rig.pull(20_000);
            }
            stream.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Rule("DMU-18")
    void stopIsSilentAtOnceAndAnotherRunBeginsClean(Kind kind) throws IOException {
        try (SynthRig rig = new SynthRig(kind.model(ToneBank.sf2(0)), RATE)) {
            SynthStream stream = rig.run(true);
            rig.send(stream, 0, MidiMessages.noteOn(0, 69, 127));
            assertTrue(Sound.peak(rig.pull(10_000), 5_000, 5_000) > 0.05);
            stream.setState(KsState.PAUSE);
            stream.setState(KsState.ACQUIRE);
            stream.setState(KsState.STOP);
            assertEquals(0, Sound.peak(rig.pull(1_000), 0, 1_000));
            SynthRig.walk(stream, KsState.RUN);
            assertTrue(Sound.peak(rig.pull(10_000), 0, 10_000) < 1e-4);
            long at = rig.position() + 2_011;
            rig.send(stream, at, MidiMessages.noteOn(0, 69, 127));
            assertEquals(2_011, Sound.onset(rig.pull(10_000), 0.01f), 88);
            stream.close();
        }
    }

    private static long download(SynthStream stream, byte[] bank) {
        return FakeRequest.get(stream, SynthDlsProperty.DOWNLOAD, SynthTarget.buffer(0, bank))
                .handle();
    }
}
