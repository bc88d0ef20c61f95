package adapter.virtual.sb16;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.DevicePowerState;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Link;
import portcls.api.adapter.Recording;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsState;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;
import portcls.api.wavecyclic.IMiniportWaveCyclicStream;
import portcls.api.wavecyclic.NotificationFrequency;
import portcls.api.wavecyclic.WaveCyclicStream;
import portcls.conformance.Rule;
import portcls.ports.service.ResourceList;
import portcls.sb16.Sb16Filter;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The driver of a Sound Blaster 16 on the simulated one, with a port of test code. */
final class DriverTest {
    private static final int RENDER = Sb16Filter.RENDER_PIN;
    private static final int CAPTURE = Sb16Filter.CAPTURE_PIN;
    private static final WaveDataFormat CD = WaveDataFormat.pcm(44_100, 16, 2);
    private static final WaveDataFormat CD_BYTES = WaveDataFormat.pcm(44_100, 8, 2);
    private static final int CYCLE = 7_056; // 40 ms

    @TempDir Path folder;
    private Rig rig = new Rig();

    @AfterEach
    void takeAway() throws IOException {
        rig.close();
    }

    // What it is.

    @Test
    void bridgePinsHaveTheNamesOfTheLinks() throws IOException {
        FilterDescriptor filter = rig.start().miniport.getDescription();
        List<String> bridges =
                filter.pins().stream()
                        .filter(pin -> !pin.isStreaming())
                        .map(PinDescriptor::name)
                        .map(Object::toString)
                        .toList();
        List<Link> links = rig.card.device.links();
        assertEquals(List.of(links.get(0).fromConnector(), links.get(2).toConnector()), bridges);
        assertEquals("virtual:sb16", links.get(0).fromFilter());
        assertEquals("virtual:sb16/mixer", links.get(0).toFilter());
    }

    @Test
    void oldCardIsAClearError() throws IOException {
        another(Map.of("fault", "wrong-version"));
        IOException e = assertThrows(IOException.class, rig::start);
        assertTrue(e.getMessage().contains("version=3.02"), e.getMessage());
        assertTrue(e.getMessage().contains("I/O 0x220-0x22F"), e.getMessage());
    }

    @Test
    void cardThatDoesNotAnswerIsAClearError() throws IOException {
        another(Map.of("fault", "no-answer"));
        IOException e = assertThrows(IOException.class, rig::start);
        assertTrue(
                e.getMessage().startsWith("the DSP does not answer the reset at I/O 0x220"),
                e.getMessage());
    }

    @Test
    void dspThatStaysBusyIsAClearError() throws IOException {
        another(Map.of("fault", "stuck-busy"));
        IOException e = assertThrows(IOException.class, rig::start);
        assertTrue(e.getMessage().contains("stays busy"), e.getMessage());
    }

    @Test
    void wrongResourcesAreAClearError() {
        PortClsException e =
                assertThrows(
                        PortClsException.class,
                        () ->
                                rig.start(
                                        ResourceList.of(
                                                rig.card.device.resources().subList(0, 3))));
        assertEquals(Status.DEVICE_CONFIGURATION_ERROR, e.status());
        assertTrue(e.getMessage().contains("DMA 1"), e.getMessage());
    }

    // Streams.

    @Test
    @Rule("WCY-1")
    void streamComesWithItsChannelAndItsGroup() throws IOException {
        WaveCyclicStream made = rig.start().miniport.newStream(RENDER, false, CD);
        assertSame(rig.channels.getFirst(), made.dmaChannel());
        assertEquals(0x10000, made.dmaChannel().allocatedBufferSize());
        assertEquals(0, made.stream().getPosition());
        made.stream().close();
        assertEquals(0, made.dmaChannel().allocatedBufferSize());
    }

    @Test
    @Rule("WCY-13")
    void smallerBufferIsTaken() throws IOException {
        rig.memory = 20_000;
        WaveCyclicStream made = rig.start().miniport.newStream(RENDER, false, CD);
        assertEquals(0x4000, made.dmaChannel().allocatedBufferSize());
    }

    @Test
    @Rule("WCY-2")
    void frameSizeIsWhatMovesInTheInterval() throws IOException {
        IMiniportWaveCyclicStream stream = stream(rig.start(), RENDER, CD).stream();
        assertEquals(new NotificationFrequency(10, 1_764), stream.setNotificationFreq(10));
        assertEquals(new NotificationFrequency(40, 7_056), stream.setNotificationFreq(40));
        assertEquals(
                Status.INVALID_PARAMETER,
                assertThrows(PortClsException.class, () -> stream.setNotificationFreq(0)).status());
    }

    @Test
    void longestBlockIsWhatTheDspCanCount() throws IOException {
        IMiniportWaveCyclicStream stream = stream(rig.start(), RENDER, CD).stream();
        assertEquals(new NotificationFrequency(743, 131_072), stream.setNotificationFreq(5_000));
    }

    @Test
    @Rule("WCY-6")
    void silenceIsInTheMiddle() throws IOException {
        rig.start();
        byte[] memory = {1, 2, 3, 4};
        IMiniportWaveCyclicStream bytes = stream(rig, RENDER, CD_BYTES).stream();
        bytes.silence(MemorySegment.ofArray(memory), 1, 2);
        assertArrayEquals(new byte[] {1, (byte) 0x80, (byte) 0x80, 4}, memory);
        bytes.close();
        stream(rig, RENDER, CD).stream().silence(MemorySegment.ofArray(memory), 1, 2);
        assertArrayEquals(new byte[] {1, 0, 0, 4}, memory);
    }

    @Test
    @Rule("WCY-10")
    void bytesAreTime() throws IOException {
        IMiniportWaveCyclicStream stream = stream(rig.start(), RENDER, CD).stream();
        assertEquals(10_000_000, stream.normalizePhysicalPosition(176_400));
        assertEquals(0, stream.normalizePhysicalPosition(0));
        long year = 176_400L * 3_600 * 24 * 365;
        assertEquals(10_000_000L * 3_600 * 24 * 365, stream.normalizePhysicalPosition(year));
    }

    @Test
    @Rule("WCY-7")
    void positionIsAnOffsetThatWraps() throws IOException {
        WaveCyclicStream made = stream(rig.start(), RENDER, CD);
        IMiniportWaveCyclicStream stream = made.stream();
        Rig.walk(stream, KsState.STOP, KsState.RUN);
        assertEquals(0, stream.getPosition());
        rig.card.advanceFrames(100);
        assertEquals(400, stream.getPosition());
        rig.card.advanceFrames(CYCLE / 4 - 99);
        assertEquals(4, stream.getPosition());
        stream.setState(KsState.PAUSE);
        rig.card.advanceMillis(100);
        assertEquals(4, stream.getPosition());
        stream.setState(KsState.RUN);
        rig.card.advanceFrames(1);
        assertEquals(8, stream.getPosition());
        Rig.walk(stream, KsState.RUN, KsState.STOP);
        assertEquals(0, stream.getPosition());
        assertFalse(rig.channels.getFirst().started);
    }

    @Test
    void eachBlockNotifiesTheGroupOfItsStream() throws IOException {
        rig.start();
        WaveCyclicStream plays = stream(rig, RENDER, CD);
        WaveCyclicStream records = stream(rig, CAPTURE, CD_BYTES);
        Rig.walk(plays.stream(), KsState.STOP, KsState.RUN);
        rig.card.advanceMillis(101);
        assertEquals(10, rig.notified.size());
        assertTrue(rig.notified.stream().allMatch(plays.serviceGroup()::equals));
        rig.notified.clear();
        Rig.walk(records.stream(), KsState.STOP, KsState.RUN);
        rig.card.advanceMillis(101);
        assertEquals(10, rig.notified.stream().filter(records.serviceGroup()::equals).count());
        assertEquals(10, rig.notified.stream().filter(plays.serviceGroup()::equals).count());
        Rig.walk(plays.stream(), KsState.RUN, KsState.STOP);
        rig.notified.clear();
        rig.card.advanceMillis(101);
        assertTrue(rig.notified.stream().allMatch(records.serviceGroup()::equals));
    }

    @Test
    void secondStreamOfAPinIsRefused() throws IOException {
        stream(rig.start(), RENDER, CD);
        refused(Status.INVALID_DEVICE_REQUEST, RENDER, CD_BYTES, "plays already");
    }

    @Test
    void bothDirectionsNeedDifferentWidthsAndOneRate() throws IOException {
        WaveCyclicStream plays = stream(rig.start(), RENDER, CD);
        refused(Status.DEVICE_BUSY, CAPTURE, CD, "use 8 bits");
        refused(Status.DEVICE_BUSY, CAPTURE, WaveDataFormat.pcm(22_050, 8, 1), "44100 Hz");
        plays.stream().close();
        stream(rig, CAPTURE, CD);
    }

    @Test
    void formatsThatTheCardCannotMoveAreRefused() throws IOException {
        rig.start();
        for (DataFormat format :
                List.of(
                        WaveDataFormat.pcm(48_000, 16, 2),
                        WaveDataFormat.pcm(4_000, 16, 2),
                        WaveDataFormat.pcm(44_100, 24, 2),
                        WaveDataFormat.pcm(44_100, 16, 3),
                        WaveDataFormat.of(WaveFormat.float32(44_100, 2)),
                        DataFormat.midi())) {
            refused(Status.INVALID_PARAMETER, RENDER, format, "5000 to 44100 Hz");
        }
        refused(Status.INVALID_PARAMETER, Sb16Filter.VOICE_PIN, CD, "pin=2");
    }

    // Sound.

    @Test
    void playedRoundAndRoundItIsHeardByTheBit() throws IOException {
        rig.start();
        MemorySegment song = TestCard.ramp(2 * 30_000);
        Path file = folder.resolve("heard.wav");
        try (Recording recording = rig.card.record(file)) {
            play(song);
            recording.frames();
        }
        short[] heard = TestCard.samples(file);
        int start = 2 * TestCard.start(heard);
        assertArrayEquals(
                song.toArray(TestCard.WORD), Arrays.copyOfRange(heard, start, start + 60_000));
    }

    @Test
    void recordedRoundAndRoundItIsTheToneByTheBit() throws IOException {
        rig.start();
        WaveCyclicStream made = stream(rig, CAPTURE, CD);
        byte[] taken = record(made, 20_000);
        ToneIn tone = new ToneIn(440, -12);
        float[] frame = new float[2];
        MemorySegment expected = MemorySegment.ofArray(new byte[taken.length]);
        for (int i = 0; i < taken.length / 4; i++) {
            tone.next(frame);
            expected.set(TestCard.WORD, 4L * i, (short) Math.round(frame[0]));
            expected.set(TestCard.WORD, 4L * i + 2, (short) Math.round(frame[1]));
        }
        assertArrayEquals(expected.toArray(TestCard.WORD), words(taken));
    }

    @Test
    void whatIsPlayedInWordsIsRecordedInBytesThroughTheLoop() throws IOException {
        another(Map.of("lineIn", "loop"));
        rig.start();
        WaveCyclicStream plays = stream(rig, RENDER, CD);
        WaveCyclicStream records = stream(rig, CAPTURE, CD_BYTES);
        MemorySegment cycle = plays.dmaChannel().systemAddress();
        for (int i = 0; i < CYCLE / 2; i++) {
            cycle.set(TestCard.WORD, 2L * i, (short) 0x2000);
        }
        Rig.walk(plays.stream(), KsState.STOP, KsState.RUN);
        byte[] taken = record(records, 2_000);
        assertEquals((byte) 0xA0, taken[1_000]);
        assertEquals((byte) 0xA0, taken[1_999]);
    }

    // What goes wrong.

    @Test
    void withoutInterruptsThePositionGoesOn() throws IOException {
        WaveCyclicStream made = stream(rig.start(), RENDER, CD);
        rig.card.device.setFault(Fault.LOST_INTERRUPTS);
        Rig.walk(made.stream(), KsState.STOP, KsState.RUN);
        rig.card.advanceMillis(30);
        assertEquals(List.of(), rig.notified);
        assertEquals(1_323 * 4, made.stream().getPosition());
    }

    @Test
    void cardThatDiesWhileItPlaysDoesNotKeepItsMemory() throws IOException {
        WaveCyclicStream made = stream(rig.start(), RENDER, CD);
        Rig.walk(made.stream(), KsState.STOP, KsState.RUN);
        rig.card.advanceMillis(20);
        rig.card.device.setFault(Fault.SUDDEN_DEATH);
        assertThrows(IOException.class, () -> made.stream().setState(KsState.PAUSE));
        assertThrows(IOException.class, () -> made.stream().setState(KsState.STOP));
        assertFalse(rig.channels.getFirst().started);
        made.stream().close();
        assertEquals(0, made.dmaChannel().allocatedBufferSize());
    }

    @Test
    void afterASleepTheStreamGoesOnWhereItWas() throws IOException {
        WaveCyclicStream made = stream(rig.start(), RENDER, CD);
        Rig.walk(made.stream(), KsState.STOP, KsState.RUN);
        rig.card.advanceFrames(100);
        made.stream().setState(KsState.PAUSE);
        rig.miniport.powerChangeNotify(DevicePowerState.D3);
        rig.card.reset(); // its memory is gone
        rig.miniport.powerChangeNotify(DevicePowerState.D0);
        assertEquals(400, made.stream().getPosition());
        made.stream().setState(KsState.RUN);
        rig.card.advanceFrames(10);
        assertEquals(440, made.stream().getPosition());
    }

    @Test
    void nothingMovesWhenTheDriverIsGone() throws IOException {
        WaveCyclicStream made = stream(rig.start(), RENDER, CD);
        Rig.walk(made.stream(), KsState.STOP, KsState.RUN);
        rig.miniport.close();
        rig.notified.clear();
        rig.card.advanceMillis(100);
        assertEquals(List.of(), rig.notified);
        rig.card.interrupt.connect(() -> true); // it is free again
    }

    /** Fills the cyclic buffer as a port does: behind what has been played. */
    private void play(MemorySegment song) throws IOException {
        WaveCyclicStream made = stream(rig, RENDER, CD);
        MemorySegment cycle = made.dmaChannel().systemAddress();
        MemorySegment.copy(song, 0, cycle, 0, CYCLE);
        long[] copied = {CYCLE};
        int[] last = {0};
        rig.onNotify =
                () -> {
                    int now = made.stream().getPosition();
                    while (last[0] != now && copied[0] < song.byteSize()) {
                        cycle.set(TestCard.WORD, last[0], song.get(TestCard.WORD, copied[0]));
                        last[0] = (last[0] + 2) % CYCLE;
                        copied[0] += 2;
                    }
                };
        Rig.walk(made.stream(), KsState.STOP, KsState.RUN);
        rig.card.advanceFrames(song.byteSize() / 4 + 100);
        Rig.walk(made.stream(), KsState.RUN, KsState.STOP);
    }

    /** Empties the cyclic buffer as a port does. */
    private byte[] record(WaveCyclicStream made, int bytes) throws IOException {
        byte[] taken = new byte[bytes];
        int[] count = {0};
        int[] last = {0};
        MemorySegment cycle = made.dmaChannel().systemAddress();
        rig.onNotify =
                () -> {
                    int now = made.stream().getPosition();
                    while (last[0] != now && count[0] < bytes) {
                        taken[count[0]] =
                                cycle.get(java.lang.foreign.ValueLayout.JAVA_BYTE, last[0]);
                        last[0] = (last[0] + 1) % made.dmaChannel().bufferSize();
                        count[0]++;
                    }
                };
        Rig.walk(made.stream(), KsState.STOP, KsState.RUN);
        rig.card.advanceFrames(bytes);
        assertEquals(bytes, count[0]);
        return taken;
    }

    private static short[] words(byte[] bytes) {
        return MemorySegment.ofArray(bytes).toArray(TestCard.WORD);
    }

    private static WaveCyclicStream stream(Rig rig, int pin, DataFormat format) throws IOException {
        WaveCyclicStream made = rig.miniport.newStream(pin, pin == CAPTURE, format);
        made.stream().setNotificationFreq(10);
        made.dmaChannel().setBufferSize(CYCLE);
        return made;
    }

    private void refused(Status status, int pin, DataFormat format, String why) {
        PortClsException e =
                assertThrows(
                        PortClsException.class,
                        () -> rig.miniport.newStream(pin, pin == CAPTURE, format));
        assertEquals(status, e.status(), e.getMessage());
        assertTrue(e.getMessage().contains(why), e.getMessage());
    }

    private void another(Map<String, Object> settings) throws IOException {
        rig.close();
        rig = new Rig(settings);
    }
}
