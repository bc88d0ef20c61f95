package miniport.dmus.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.MidiMessages;
import portcls.api.client.Target;
import portcls.api.dmus.SynthCaps;
import portcls.api.dmus.SynthDlsProperty;
import portcls.api.dmus.SynthDownload;
import portcls.api.dmus.SynthPortParams;
import portcls.api.dmus.SynthProperty;
import portcls.api.dmus.SynthTarget;
import portcls.api.dmus.VoicePriority;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.banks.Bank;
import portcls.banks.BankException;
import portcls.banks.BankReader;
import portcls.banks.download.DlsDownloads;
import portcls.banks.download.DownloadBlocks;
import portcls.banks.tone.ToneBank;
import portcls.conformance.Rule;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Properties of a music pin and its node, with an engine that writes down what it gets. */
class SynthPropertiesTest {
    private static final int ON = MidiMessages.noteOn(0, 69, 100);

    private final FakeModel model = new FakeModel();
    private final SynthRig rig = new SynthRig(model, 10_000);

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    @Rule("SYN-1")
    void capsTellWhatTheSynthesizerCanDo() {
        SynthCaps caps = FakeRequest.get(rig.open(false), SynthProperty.CAPS);
        assertTrue(caps.has(SynthCaps.DLS | SynthCaps.DLS2 | SynthCaps.SOFTWARESYNTH));
        assertTrue(caps.has(SynthCaps.REVERB | SynthCaps.GMINHARDWARE));
        assertEquals(SynthCaps.SYSTEMMEMORY, caps.memorySize());
        assertEquals(
                List.of(4, 32, 2),
                List.of(caps.maxChannelGroups(), caps.maxVoices(), caps.maxAudioChannels()));
        assertEquals("Fake synthesizer", caps.description());
    }

    @Test
    @Rule("SYN-2")
    void portParametersAnswerWhatIsInUseAndWhetherThatWasWished() throws IOException {
        SynthStream stream = rig.run(false);
        FakeRequest<SynthPortParams> request = params(stream, SynthPortParams.of(24, 2));
        SynthPortParams given = Objects.requireNonNull(request.get());
        assertEquals(Status.SUCCESS, request.status);
        assertEquals(24, given.voices());
        assertEquals(2, given.channelGroups());
        assertEquals(2, given.audioChannels(), "an unmarked member is what is in use");
        assertEquals(10_000, given.sampleRate());
        assertEquals(SynthCaps.EFFECT_REVERB, given.effectsFlags());
        assertEquals(2, model.last().groups);

        request =
                params(stream, new SynthPortParams(SynthPortParams.ALL, 99, 5, 6, 44_100, 0, true));
        given = Objects.requireNonNull(request.get());
        assertEquals(Status.NOT_ALL_ASSIGNED, request.status);
        assertEquals(
                new SynthPortParams(
                        SynthPortParams.ALL, 32, 4, 2, 10_000, SynthCaps.EFFECT_REVERB, false),
                given);
    }

    @Test
    @Rule("SYN-3")
    void aDirectMusicPinHasNoVoicesBeforePortParameters() throws IOException {
        SynthStream stream = rig.run(false);
        rig.send(stream, 100, ON);
        rig.pull(100);
        assertEquals(List.of(), model.last().log);
        assertEquals(1, FakeRequest.get(stream, SynthProperty.RUNNINGSTATS).lostNotes());
        params(stream, SynthPortParams.of(1, 1)).get();
        rig.send(stream, 200, ON);
        rig.pull(100);
        assertEquals(List.of("200 0 644590"), model.last().log);
    }

    private static FakeRequest<SynthPortParams> params(SynthStream stream, SynthPortParams wish) {
        return FakeRequest.of(
                stream, SynthProperty.PORTPARAMETERS, SynthTarget.portParams(0, wish));
    }

    @Test
    @Rule("SYN-4")
    void channelGroupsCanBeChanged() throws IOException {
        SynthStream stream = rig.run(true);
        assertEquals(1, FakeRequest.get(stream, SynthProperty.CHANNELGROUPS));
        FakeRequest.set(stream, SynthProperty.CHANNELGROUPS, 3);
        assertEquals(3, FakeRequest.get(stream, SynthProperty.CHANNELGROUPS));
        rig.send(stream, 100, 2, ON);
        rig.pull(100);
        FakeRequest.set(stream, SynthProperty.CHANNELGROUPS, 2);
        assertEquals(0, stream.ledger().count(), "notes of a group that went");
        PortClsException e =
                assertThrows(
                        PortClsException.class,
                        () -> FakeRequest.set(stream, SynthProperty.CHANNELGROUPS, 5));
        assertEquals("Fake synthesizer has 1 … 4 channel groups: channelGroups=5", e.getMessage());
        assertEquals(2, model.last().groups);
    }

    @Test
    @Rule("SYN-7")
    void voicePriorityIsThatOfTheChannelUntilSet() throws IOException {
        SynthStream stream = rig.run(true);
        FakeRequest.set(stream, SynthProperty.CHANNELGROUPS, 2);
        Target target = SynthTarget.channel(0, 1, 9);
        assertEquals(
                VoicePriority.STANDARD | 0xF,
                FakeRequest.get(stream, SynthProperty.VOICEPRIORITY, target));
        FakeRequest.set(stream, SynthProperty.VOICEPRIORITY, target, VoicePriority.LOW);
        assertEquals(
                VoicePriority.LOW, FakeRequest.get(stream, SynthProperty.VOICEPRIORITY, target));
        PortClsException e =
                assertThrows(
                        PortClsException.class,
                        () ->
                                FakeRequest.get(
                                        stream,
                                        SynthProperty.VOICEPRIORITY,
                                        SynthTarget.channel(0, 2, 0)));
        assertEquals(Status.INVALID_PARAMETER, e.status());
    }

    @Test
    @Rule({"CLK-4", "CLK-6", "SNK-8"})
    void latencyClockIsTheFirstSampleThatIsNotFixedAndAheadOfTheMaster() throws IOException {
        SynthStream stream = rig.run(true);
        rig.pull(500);
        long clock = FakeRequest.get(stream, SynthProperty.LATENCYCLOCK);
        assertEquals(rig.time(500 + FakeEngine.LEAD), clock);
        assertTrue(clock > rig.now);
        stream.putMessage(rig.allocator.event(clock, 0, ON));
        rig.pull(500);
        assertEquals(List.of("600 0 644590"), model.last().log, "play now is not late");
        rig.now = rig.time(5_000); // the wave device hangs
        assertEquals(
                rig.now + ReferenceTime.MILLISECOND,
                FakeRequest.get(stream, SynthProperty.LATENCYCLOCK));
        rig.sink.setState(KsState.PAUSE);
        assertEquals(
                rig.now + ReferenceTime.millis(30),
                FakeRequest.get(stream, SynthProperty.LATENCYCLOCK));
    }

    @Test
    @Rule({"SYN-8", "SYN-12", "SYN-11"})
    void downloadsAreCopiedAndHaveHandlesOfTheirOwn() throws IOException {
        SynthStream stream = rig.run(true);
        byte[] data = ToneBank.sf2(0);
        SynthDownload first = download(stream, data);
        SynthDownload second = download(stream, ToneBank.dls(1));
        assertTrue(first.free() && second.free());
        assertNotEquals(first.handle(), second.handle());
        assertEquals(0, FakeRequest.get(stream, SynthDlsProperty.APPEND));
        FakeRequest.set(stream, SynthDlsProperty.COMPACT, 0);
        assertEquals(2, model.last().banks.size());
    }

    @Test
    @Rule("SYN-13")
    void downloadsMayComeBeforeThereIsAnEngineAndStayWithThePin() throws IOException {
        SynthStream stream = rig.open(true);
        download(stream, ToneBank.sf2(3));
        stream.connectOutput(rig.sink);
        assertEquals(1, model.last().banks.size());
        SynthRig.walk(stream, KsState.RUN);
        download(stream, ToneBank.sf2(4));
        stream.disconnectOutput(rig.sink);
        stream.connectOutput(new SinkStream(WaveFormat.pcm(20_000, 16, 2), rig.allocator));
        assertEquals(2, model.last().banks.size());
    }

    @Test
    @Rule("SYN-13")
    void anEngineThatDoesNotTakeAllDownloadsLeavesThemWithTheOneBefore() throws IOException {
        SynthStream stream = rig.run(true);
        long first = download(stream, ToneBank.sf2(3)).handle();
        download(stream, ToneBank.sf2(4));
        FakeEngine before = model.last();
        stream.disconnectOutput(rig.sink);
        model.room = 1;
        SinkStream other = new SinkStream(WaveFormat.pcm(20_000, 16, 2), rig.allocator);
        assertThrows(IOException.class, () -> stream.connectOutput(other));
        assertTrue(model.last().closed && !before.closed);
        FakeRequest.set(stream, SynthDlsProperty.UNLOAD, first);
        assertEquals(1, before.banks.size(), "a closed engine is left alone");
        assertEquals(1, model.last().banks.size());
    }

    @Test
    @Rule("SYN-9")
    void unloadingWaitsForNotesAndNewOnesAreIgnored()
            throws IOException, ExecutionException, InterruptedException, TimeoutException {
        SynthStream stream = rig.run(true);
        SynthDownload download = download(stream, ToneBank.sf2(5));
        rig.send(stream, 10, MidiMessages.programChange(0, 5));
        rig.send(stream, 10, ON);
        rig.pull(10);
        model.last().inUse = true;
        FakeRequest<Long> request =
                FakeRequest.set(stream, SynthDlsProperty.UNLOAD, download.handle());
        var pending = Objects.requireNonNull(request.pending);
        assertEquals(0, model.last().released);
        rig.send(stream, 10, ON);
        rig.send(stream, 10, MidiMessages.noteOn(1, 60, 1));
        rig.pull(10);
        assertFalse(pending.isDone());
        assertEquals(
                List.of("0 0 5c0", "0 0 644590", "0 0 13c91"),
                model.last().log.stream().map(l -> l.replaceAll("^\\d+", "0")).toList());
        model.last().inUse = false;
        pending.get(5, TimeUnit.SECONDS);
        assertEquals(1, model.last().released);
        download(stream, ToneBank.sf2(5));
        rig.send(stream, 10, ON);
        rig.pull(10);
        assertEquals(4, model.last().log.size(), "it is there again");
        PortClsException e =
                assertThrows(
                        PortClsException.class,
                        () -> FakeRequest.set(stream, SynthDlsProperty.UNLOAD, download.handle()));
        assertEquals(Status.NOT_FOUND, e.status());
    }

    @Test
    @Rule("SYN-9")
    void unloadingWhatIsSilentIsDoneAtOnceAndClosingEndsWaiting()
            throws IOException, ExecutionException, InterruptedException, TimeoutException {
        SynthStream stream = rig.run(true);
        long silent = download(stream, ToneBank.sf2(5)).handle();
        assertNull(FakeRequest.set(stream, SynthDlsProperty.UNLOAD, silent).pending);
        long sounding = download(stream, ToneBank.sf2(6)).handle();
        model.last().inUse = true;
        var pending =
                Objects.requireNonNull(
                        FakeRequest.set(stream, SynthDlsProperty.UNLOAD, sounding).pending);
        stream.close();
        pending.get(5, TimeUnit.SECONDS);
    }

    @Test
    @Rule("SYN-8")
    void blocksOfTheDocumentsBecomeInstruments() throws IOException {
        SynthStream stream = rig.run(true);
        DlsDownloads parts = DlsDownloads.of(bank(ToneBank.dls(7)), 100);
        byte[] instrument = DownloadBlocks.encode(parts.instruments().getFirst());
        PortClsException missing =
                assertThrows(PortClsException.class, () -> download(stream, instrument));
        assertEquals(Status.INVALID_PARAMETER, missing.status());
        assertTrue(missing.getMessage().contains("plays wave id=100"), missing.getMessage());
        long wave = download(stream, DownloadBlocks.encode(parts.waves().getFirst())).handle();
        download(stream, instrument);
        assertEquals(7, model.last().banks.getFirst().instruments().getFirst().program());
        FakeRequest.set(stream, SynthDlsProperty.UNLOAD, wave);
        assertEquals(1, model.last().banks.size(), "it has its own copy");
    }

    @Test
    void whatIsNoBankIsRefusedWithTheReason() throws IOException {
        SynthStream stream = rig.run(true);
        byte[] cut = java.util.Arrays.copyOf(ToneBank.sf2(0), 300);
        for (byte[] bad : List.of(new byte[0], new byte[100], cut)) {
            PortClsException e = assertThrows(PortClsException.class, () -> download(stream, bad));
            assertEquals(Status.INVALID_PARAMETER, e.status());
            assertTrue(e.getMessage().startsWith("what was downloaded cannot be used: "));
        }
        assertEquals(List.of(), model.last().banks);
    }

    @Test
    @Rule("SYN-17")
    void waveFormatIsThatOfTheSound() throws IOException {
        SynthStream stream = rig.open(true);
        assertEquals(
                WaveFormat.float32(10_000, 2),
                FakeRequest.get(stream, SynthDlsProperty.WAVEFORMAT));
        SinkStream sink = new SinkStream(WaveFormat.pcm(20_000, 16, 1), rig.allocator);
        stream.connectOutput(sink);
        assertEquals(sink.format(), FakeRequest.get(stream, SynthDlsProperty.WAVEFORMAT));
    }

    private static Bank bank(byte[] bytes) throws BankException {
        return BankReader.read(bytes, "test");
    }

    private static SynthDownload download(SynthStream stream, byte[] data) {
        return FakeRequest.get(stream, SynthDlsProperty.DOWNLOAD, SynthTarget.buffer(0, data));
    }
}
