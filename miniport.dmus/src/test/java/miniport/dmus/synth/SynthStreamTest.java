package miniport.dmus.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.MidiMessages;
import portcls.api.dmus.DMusKernelEvent;
import portcls.api.dmus.SynthProperty;
import portcls.api.dmus.SynthStats;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveFormat;
import portcls.conformance.Rule;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;

/** Streams with an engine that writes down what it gets; it wants messages 100 frames ahead. */
class SynthStreamTest {
    private static final int RATE = 10_000;
    private static final int ON = MidiMessages.noteOn(0, 60, 100);
    private static final int OFF = MidiMessages.noteOff(0, 60);

    private final FakeModel model = new FakeModel();
    private final SynthRig rig = new SynthRig(model, RATE);

    @AfterEach
    void everyEventCameBack() {
        rig.close();
    }

    @Test
    @Rule({"DMU-11", "SNK-7"})
    void eventsAreHeardAtTheirSampleAndEndInTheAllocator() throws IOException {
        SynthStream stream = rig.run(true);
        rig.pull(50);
        rig.send(stream, 777, ON);
        rig.send(stream, 1_277, OFF);
        rig.pull(2_000);
        assertEquals(List.of("777 0 643c90", "1277 0 403c80"), model.last().log);
        assertEquals(0, rig.allocator.out());
    }

    @Test
    @Rule({"CLK-7", "DMU-10"})
    void onlyTheStampOrdersEventsAndEqualStampsKeepTheirOrder() throws IOException {
        SynthStream stream = rig.run(true);
        rig.send(stream, 900, 0x01B0);
        rig.send(stream, 300, 0x02B0);
        rig.send(stream, 300, 0x03B0);
        DMusKernelEvent chain = rig.allocator.event(rig.time(600), 0, 0x04B0);
        chain.setNext(rig.allocator.event(rig.time(600), 0, 0x05B0));
        stream.putMessage(chain);
        rig.send(stream, 300, 0x06B0);
        rig.pull(1_000);
        assertEquals(
                List.of(
                        "300 0 2b0",
                        "300 0 3b0",
                        "300 0 6b0",
                        "600 0 4b0",
                        "600 0 5b0",
                        "900 0 1b0"),
                model.last().log);
    }

    @Test
    @Rule("CLK-5")
    void lateEventsSoundAtOnce() throws IOException {
        SynthStream stream = rig.run(true);
        rig.pull(1_000);
        rig.send(stream, 10, ON);
        rig.pull(10);
        assertEquals(List.of("1000 0 643c90"), model.last().log);
    }

    @Test
    @Rule("DMU-18")
    void eventsAreHeldUntilRunAndGivenBackInStop() throws IOException {
        SynthStream stream = rig.open(true);
        stream.connectOutput(rig.sink);
        rig.send(stream, 10, ON);
        assertEquals(0, rig.allocator.out(), "in STOP they go back at once");
        SynthRig.walk(stream, KsState.PAUSE);
        rig.send(stream, 10, ON);
        rig.pull(100);
        assertEquals(1, rig.allocator.out());
        assertEquals(List.of(), model.last().log);
        stream.setState(KsState.RUN);
        rig.pull(100);
        assertEquals(List.of("100 0 643c90"), model.last().log);
        rig.send(stream, 9_000, ON);
        rig.pull(100);
        rig.send(stream, 9_000, ON);
        assertEquals(2, rig.allocator.out());
        stream.setState(KsState.PAUSE);
        stream.setState(KsState.ACQUIRE);
        stream.setState(KsState.STOP);
        assertEquals(0, rig.allocator.out());
        assertEquals(1, model.last().silenced);
    }

    @Test
    @Rule("CLK-8")
    void whatWaitsThroughAPauseIsHeardLaterByAsMuch() throws IOException {
        SynthStream stream = rig.run(true);
        rig.send(stream, 500, ON);
        rig.pull(100);
        stream.setState(KsState.PAUSE);
        rig.pull(2_000);
        model.last().log.clear();
        stream.setState(KsState.RUN);
        rig.pull(1_000);
        assertEquals(List.of("2500 0 643c90"), model.last().log);
    }

    @Test
    void leavingRunReleasesAllNotesBehindWhatWasSentAhead() throws IOException {
        SynthStream stream = rig.run(true);
        rig.send(stream, 150, ON);
        rig.pull(100);
        stream.setState(KsState.PAUSE);
        List<String> log = model.last().log;
        assertEquals("150 0 643c90", log.getFirst());
        assertEquals(1 + 3 * 16, log.size());
        assertEquals("150 0 40b0", log.get(1));
        assertEquals("150 0 42b0", log.get(2), "sostenuto holds notes, too");
        assertEquals("150 0 7bb0", log.get(3));
    }

    @Test
    void channelsCanBeTunedButNotOutOfAllBounds() throws IOException {
        SynthStream stream = rig.run(true);
        select(stream, 0);
        send(stream, 6, 12);
        send(stream, 6, 127);
        send(stream, 96, 0);
        select(stream, 2);
        send(stream, 6, 40);
        send(stream, 6, 127);
        send(stream, 97, 0);
        select(stream, 1);
        send(stream, 6, 127);
        select(stream, 0);
        send(stream, 98, 5);
        send(stream, 6, 127);
        rig.pull(10);
        List<String> entries =
                model.last().log.stream()
                        .filter(line -> line.matches(".* [0-9a-f]*(6|60|61)b0"))
                        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                        .toList();
        // As it is; 48; as it is; 12 of the 60 that are left for both; as it is, twice.
        assertEquals(List.of("c06b0", "3006b0", "2806b0", "4c06b0", "7f06b0", "7f06b0"), entries);
    }

    private void select(SynthStream stream, int parameter) {
        send(stream, 101, 0);
        send(stream, 100, parameter);
    }

    private void send(SynthStream stream, int controller, int value) {
        rig.send(stream, 0, MidiMessages.controlChange(0, controller, value));
    }

    @Test
    @Rule("DMU-11")
    void withoutASinkEventsGoToTheAllocator() throws IOException {
        SynthStream stream = rig.run(true);
        stream.disconnectOutput(rig.sink);
        rig.send(stream, 10, ON);
        assertEquals(0, rig.allocator.out());
        rig.sink.putMessage(rig.allocator.event(0, 0, ON));
        assertEquals(0, rig.allocator.out());
    }

    @Test
    @Rule({"MEV-4", "MEV-5"})
    void packagesArePlayedAsOneAndWholeOnly() throws IOException {
        SynthStream stream = rig.run(true);
        DMusKernelEvent begin = pack(500, 0x01B0, 0x02B0);
        begin.setFlags(DMusKernelEvent.PACKAGE | DMusKernelEvent.INCOMPLETE);
        stream.putMessage(begin);
        rig.pull(450);
        assertEquals(List.of(), model.last().log, "its last part has not come");
        stream.putMessage(pack(500, 0x03B0));
        rig.send(stream, 500, 0x04B0);
        rig.pull(100);
        assertEquals(
                List.of("500 0 1b0", "500 0 2b0", "500 0 3b0", "500 0 4b0"),
                model.last().log.stream().map(line -> line.replace("450 ", "500 ")).toList());
        DMusKernelEvent lone = pack(600, 0x05B0);
        lone.setFlags(DMusKernelEvent.PACKAGE | DMusKernelEvent.INCOMPLETE);
        stream.putMessage(lone);
        rig.pull(20_000);
        assertEquals(4, model.last().log.size());
        assertEquals(0, rig.allocator.out());
    }

    @Test
    @Rule("MEV-4")
    void stopCutsAPackageAsAWhole() throws IOException {
        SynthStream stream = rig.run(true);
        stream.putMessage(pack(500, 0x01B0, 0x02B0));
        rig.pull(200);
        stream.setState(KsState.PAUSE);
        stream.setState(KsState.ACQUIRE);
        stream.setState(KsState.STOP);
        assertTrue(model.last().log.stream().noneMatch(line -> line.endsWith(" 1b0")));
        assertEquals(0, rig.allocator.out());
    }

    private DMusKernelEvent pack(long frame, int... messages) {
        DMusKernelEvent event = rig.allocator.event(rig.time(frame), 0, new byte[0], 0);
        DMusKernelEvent first = rig.allocator.event(rig.time(frame), 0, messages[0]);
        DMusKernelEvent last = first;
        for (int message : IntStream.of(messages).skip(1).toArray()) {
            DMusKernelEvent next = rig.allocator.event(rig.time(frame), 0, message);
            last.setNext(next);
            last = next;
        }
        event.setPackaged(first);
        return event;
    }

    @Test
    @Rule("MEV-3")
    void piecesOfALongMessageArePutTogether() throws IOException {
        SynthStream stream = rig.run(true);
        piece(stream, 1, 0xF0, 0x7E, 0x7F);
        piece(stream, 1, 0x09);
        piece(stream, 0, 0x01, 0xF7);
        piece(stream, 0, 0xF0, 0x43, 0x10, 0xF7);
        piece(stream, 1, 0xF0, 0x01);
        rig.send(stream, 500, ON); // breaks it off
        piece(stream, 0, 0x02, 0xF7);
        rig.pull(600);
        assertEquals(
                List.of("500 0 f07e7f0901f7", "500 0 f04310f7", "500 0 643c90"), model.last().log);
        assertEquals(0, rig.allocator.out());
    }

    @Test
    void masterTuningOfMoreThanTwoOctavesIsLeftOut() throws IOException {
        SynthStream stream = rig.run(true);
        for (int coarse : new int[] {64 - 25, 64 - 24, 64 + 24, 64 + 25, 127}) {
            piece(stream, 0, 0xF0, 0x7F, 0x7F, 4, 4, 0, coarse, 0xF7);
        }
        piece(stream, 0, 0xF0, 0x7F, 0x7F, 4, 1, 0, 127, 0xF7); // a volume
        rig.pull(600);
        assertEquals(
                List.of(
                        "500 0 f07f7f04040028f7",
                        "500 0 f07f7f04040058f7",
                        "500 0 f07f7f0401007ff7"),
                model.last().log);
    }

    private void piece(SynthStream stream, int flags, int... bytes) {
        byte[] data = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            data[i] = (byte) bytes[i];
        }
        stream.putMessage(rig.allocator.event(rig.time(500), 0, data, flags));
    }

    @Test
    void aMessageOfMoreThanAMebibyteIsDropped() throws IOException {
        SynthStream stream = rig.run(true);
        byte[] data = new byte[FakeAllocator.BUFFER_BYTES];
        piece(stream, 1, 0xF0);
        for (int i = 0; i <= SysexAssembler.MOST_BYTES / data.length; i++) {
            stream.putMessage(rig.allocator.event(rig.time(500), 0, data, 1));
            if (i % 1_000 == 0) {
                rig.pull(500);
            }
        }
        piece(stream, 0, 0xF7);
        piece(stream, 0, 0xF0, 0x01, 0xF7);
        rig.pull(500);
        assertEquals(1, model.last().log.size(), "only the next one");
        assertEquals(0, rig.allocator.out());
    }

    @Test
    @Rule("DMU-25")
    void channelGroupAndChannelSelectTheInstrument() throws IOException {
        SynthStream stream = rig.run(false);
        stream.requestVoices(8);
        stream.setGroups(3);
        rig.send(stream, 200, 2, ON);
        rig.send(stream, 201, 3, ON);
        rig.pull(300);
        assertEquals(List.of("200 2 643c90"), model.last().log, "there is no group 3");
        assertEquals(3, model.last().groups);
    }

    @Test
    @Rule("DMU-24")
    void eachPinIsASynthesizerOfItsOwnAndAllAreMixed() throws IOException {
        SynthStream one = rig.run(true);
        model.last().level = 0.25f;
        SynthStream other = rig.run(true);
        model.last().level = 0.5f;
        assertEquals(0.75f, rig.pull(10)[0]);
        FakeRequest.set(other, SynthProperty.VOLUME, -2_000);
        rig.pull(100);
        assertEquals(0.3f, rig.pull(10)[0], 1e-6f);
        one.disconnectOutput(rig.sink);
        assertEquals(0.05f, rig.pull(10)[0], 1e-6f);
    }

    @Test
    @Rule("SYN-6")
    void boostIsAppliedAfterTheMixAndNothingElseBoosts() throws IOException {
        SynthStream stream = rig.run(true);
        model.last().level = 0.25f;
        FakeRequest.set(stream, SynthProperty.VOLUMEBOOST, 600);
        rig.pull(100);
        assertEquals(0.25 * Math.pow(10, 0.3), rig.pull(10)[1], 1e-6);
        FakeRequest.set(stream, SynthProperty.VOLUMEBOOST, -600);
        rig.pull(100);
        assertEquals(0.25 / Math.pow(10, 0.3), rig.pull(10)[1], 1e-6);
        PortClsException e =
                assertThrows(
                        PortClsException.class,
                        () -> FakeRequest.set(stream, SynthProperty.VOLUME, 1));
        assertEquals(Status.INVALID_PARAMETER, e.status());
        FakeRequest.set(stream, SynthProperty.VOLUMEBOOST, 2_000);
        rig.pull(100);
        assertEquals(1, rig.pull(10)[1], "cut to full scale");
    }

    @Test
    @Rule("SYN-6")
    void anotherVolumeComesInStepsHoweverShortThePullsAre() throws IOException {
        SynthStream stream = rig.run(true);
        model.last().level = 0.5f;
        rig.pull(10);
        FakeRequest.set(stream, SynthProperty.VOLUME, -20_000);
        float before = 0.5f;
        for (int i = 0; i < 100; i++) {
            float now = rig.pull(1)[0];
            assertEquals(before, now, 0.006, "frame " + i);
            before = now;
        }
        assertEquals(0, before, 1e-6);
    }

    @Test
    @Rule({"SYN-5", "SYN-16"})
    void statisticsAreOfTheRunThatIsOn() throws IOException {
        SynthStream stream = rig.run(true);
        model.last().level = 0.5f;
        for (int key = 0; key < 33; key++) {
            rig.send(stream, 100, MidiMessages.noteOn(key < 32 ? 0 : 5, key, 100));
        }
        for (int i = 0; i < 100; i++) {
            rig.pull(1_000);
        }
        SynthStats stats = FakeRequest.get(stream, SynthProperty.RUNNINGSTATS);
        assertEquals(1, stats.lostNotes());
        assertEquals(32, stats.voices());
        assertEquals(-602, stats.peakVolume());
        assertTrue(stats.has(SynthStats.TOTAL_CPU) && stats.totalCpu() >= 0);
        stream.setState(KsState.PAUSE);
        model.last().level = 0.9f;
        rig.pull(100);
        assertEquals(-602, FakeRequest.get(stream, SynthProperty.RUNNINGSTATS).peakVolume());
        model.last().level = 0.1f;
        stream.setState(KsState.RUN);
        rig.pull(100);
        stats = FakeRequest.get(stream, SynthProperty.RUNNINGSTATS);
        assertEquals(0, stats.lostNotes());
        assertEquals(-2_000, stats.peakVolume());
    }

    @Test
    void anotherRateMeansAnotherEngineWithTheSameInstruments() throws IOException {
        SynthStream stream = rig.run(true);
        SinkStream other = new SinkStream(WaveFormat.pcm(20_000, 16, 1), rig.allocator);
        stream.disconnectOutput(rig.sink);
        stream.connectOutput(rig.sink);
        assertEquals(1, model.opened.size());
        stream.disconnectOutput(rig.sink);
        stream.connectOutput(other);
        assertEquals(20_000, model.last().rate);
        assertTrue(model.opened.getFirst().closed);
        stream.close();
        assertTrue(model.last().closed);
    }

    @Test
    @Rule("DMU-18")
    void aMillionEventsAllocateNothing() throws IOException {
        SynthStream stream = rig.run(true);
        model.last().logs = false;
        pass(stream, 20_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        pass(stream, 100_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 1_024, () -> "allocated=" + allocated);
        assertEquals(0, rig.allocator.out());
        assertTrue(model.last().sum != 0);
    }

    private void pass(SynthStream stream, int rounds) {
        for (int i = 0; i < rounds; i++) {
            long at = rig.position();
            rig.send(stream, at + 40, ON);
            rig.send(stream, at + 60, MidiMessages.noteOn(1, i & 127, 1));
            rig.send(stream, at + 20, OFF);
            rig.send(stream, at + 70, 0x01E0);
            rig.send(stream, at + 80, MidiMessages.noteOn(1, i & 127, 0));
            rig.pullOnly(50);
        }
        rig.pullOnly(200);
    }
}
