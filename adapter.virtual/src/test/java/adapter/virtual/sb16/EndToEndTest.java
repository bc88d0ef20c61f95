package adapter.virtual.sb16;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.IRegistryKey;
import portcls.api.PortClsException;
import portcls.api.RegistryKeyType;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.IoPort;
import portcls.api.adapter.Recordable;
import portcls.api.adapter.Recording;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.WavePin;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.conformance.Rule;
import portcls.ports.device.Devices;
import portcls.ports.registry.RegistryKeys;
import portcls.ports.service.ResourceList;
import portcls.ports.system.PortSystem;
import portcls.ports.time.ManualClock;
import portcls.ports.wavecyclic.WaveCyclicPort;
import portcls.sb16.Ct1745;
import portcls.sb16.Ct1745Levels;
import portcls.sb16.Ct1745Source;
import portcls.sb16.Ct1745Volume;
import portcls.sb16.Sb16Wave;
import portcls.testkit.FakeFramework;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A program, the WaveCyclic port, the card's driver, the card: sound goes through by the bit. */
final class EndToEndTest {
    private static final WaveFormat CD = WaveFormat.pcm(44_100, 16, 2);
    private static final Buffer BUFFER = Buffer.ofMillis(100).packets(4);

    /** As many steps of 5 ms as a test may need. */
    private static final int STEPS = 1_000;

    @TempDir Path folder;

    private final ManualClock clock = new ManualClock();
    private final Devices devices = new Devices(clock);
    private final List<Filter> filters = new CopyOnWriteArrayList<>();
    private final PortSystem system =
            new PortSystem(
                    devices,
                    (filter, _) -> {
                        filters.add(filter);
                        return () -> filters.remove(filter);
                    },
                    new NoRegistry(),
                    wanted -> {
                        throw new PortClsException(Status.NOT_FOUND, "no catalog: " + wanted);
                    },
                    Duration.ofSeconds(2),
                    (port, why) -> {
                        throw new AssertionError(port + " broke: " + why);
                    });
    private final VirtualSb16 card =
            new VirtualSb16(
                    clock,
                    Sb16Config.of(FakeFramework.settings(Sb16Settings.class, Map.of())),
                    id -> Optional.empty());
    private final WaveCyclicPort port = new WaveCyclicPort(system);

    @AfterEach
    void takeAway() {
        port.close();
        card.close();
        devices.close();
        clock.close();
    }

    @Test
    @Rule("WCY-3")
    void whatAProgramPlaysIsHeardByTheBit() throws IOException {
        Filter filter = start();
        MemorySegment song = TestCard.ramp(2 * 60_000);
        Path file = folder.resolve("heard.wav");
        try (Recording recording = card.adapt(Recordable.class).orElseThrow().record(file);
                WavePin out = filter.openRender(CD, BUFFER)) {
            long played = fill(out, song, 0);
            out.run();
            for (int i = 0; played < song.byteSize() && i < STEPS; i++) {
                advance(5);
                played = fill(out, song, played);
            }
            assertEquals(song.byteSize(), played);
            advance(300);
            assertEquals(60_000, out.transferredFrames(), 15_000);
            assertEquals(0, out.glitches());
            recording.frames();
        }
        short[] heard = TestCard.samples(file);
        int start = 2 * TestCard.start(heard);
        assertArrayEquals(
                song.toArray(TestCard.WORD), Arrays.copyOfRange(heard, start, start + 120_000));
    }

    @Test
    void whatTheCardRecordsComesToTheProgramByTheBit() throws IOException {
        Filter filter = start();
        ToneIn tone = new ToneIn(440, -12);
        float[] frame = new float[2];
        try (WavePin in = filter.openCapture(CD, BUFFER)) {
            in.run();
            int packets = 0;
            for (int step = 0; packets < 40 && step < STEPS; step++) {
                advance(5);
                MemorySegment packet = in.pollPacket();
                while (packet != null) {
                    for (int i = 0; i < in.packetFrames(); i++) {
                        tone.next(frame);
                        assertEquals(
                                (short) Math.round(frame[0]), packet.get(TestCard.WORD, 4L * i));
                        assertEquals(
                                (short) Math.round(frame[1]),
                                packet.get(TestCard.WORD, 4L * i + 2));
                    }
                    in.commit();
                    packets++;
                    packet = in.pollPacket();
                }
            }
            assertTrue(packets >= 40, "packets=" + packets);
            assertEquals(0, in.glitches());
        }
    }

    @Test
    void bothDirectionsMoveAtOnce() throws IOException {
        Filter filter = start();
        try (WavePin out = filter.openRender(CD, BUFFER);
                WavePin in = filter.openCapture(WaveFormat.pcm(44_100, 8, 1), BUFFER)) {
            out.run();
            in.run();
            advance(500);
            assertEquals(22_050, out.transferredFrames(), 500);
            assertEquals(22_050, in.transferredFrames(), 500);
        }
    }

    @Test
    void secondDirectionOfTheSameWidthIsRefusedWithAReason() throws IOException {
        Filter filter = start();
        try (WavePin out = filter.openRender(CD, BUFFER)) {
            out.run();
            PortClsException e =
                    assertThrows(
                            PortClsException.class, () -> filter.openCapture(CD, BUFFER).close());
            assertEquals(Status.DEVICE_BUSY, e.status());
            assertTrue(e.getMessage().contains("use 8 bits"), e.getMessage());
        }
    }

    @Test
    void withoutInterruptsNothingHangs() throws IOException {
        Filter filter = start();
        card.setFault(Fault.LOST_INTERRUPTS);
        try (WavePin out = filter.openRender(CD, BUFFER)) {
            out.run();
            advance(1_000);
            out.pause();
            out.run();
            advance(100);
        }
        assertEquals(List.of(filter), filters);
    }

    @Test
    void eightBitsAtALowRateKeepTime() throws IOException {
        Filter filter = start();
        try (WavePin out = filter.openRender(WaveFormat.pcm(8_000, 8, 1), BUFFER)) {
            out.run();
            advance(1_000);
            assertEquals(8_000, out.transferredFrames(), 85);
        }
    }

    private Filter start() {
        port.init(card, new Sb16Wave(), ResourceList.of(card.resources()));
        system.registerSubdevice(card, "", port);
        Ct1745 mixer = new Ct1745((IoPort) card.resources().getFirst(), Ct1745.OFFSET);
        Ct1745Levels levels = new Ct1745Levels(mixer);
        for (Ct1745Volume volume : Ct1745Volume.values()) {
            for (int channel = 0; channel < volume.channels(); channel++) {
                levels.volume(volume, channel, 0);
            }
        }
        mixer.write(Ct1745.INPUT_SWITCHES, Ct1745Source.LINE.bit(0));
        mixer.write(Ct1745.INPUT_SWITCHES + 1, Ct1745Source.LINE.bit(1));
        return filters.getFirst();
    }

    private static long fill(WavePin out, MemorySegment song, long played) {
        long at = played;
        MemorySegment packet = out.pollPacket();
        while (packet != null && at < song.byteSize()) {
            long bytes = Math.min(packet.byteSize(), song.byteSize() - at);
            MemorySegment.copy(song, at, packet, 0, bytes);
            at += bytes;
            if (at == song.byteSize()) {
                out.commitLast((int) (bytes / CD.blockAlign()));
            } else {
                out.commit();
            }
            packet = out.pollPacket();
        }
        return at;
    }

    private void advance(long millis) {
        clock.advance(ReferenceTime.millis(millis));
    }

    private static final class NoRegistry implements RegistryKeys {
        @Override
        public IRegistryKey open(
                RegistryKeyType type, Optional<Adapter> device, Optional<String> name) {
            throw new PortClsException(Status.NOT_FOUND, "no registry: " + type);
        }

        @Override
        public IRegistryKey open(
                RegistryKeyType type,
                Adapter device,
                String driver,
                String filterId,
                Optional<String> name) {
            throw new PortClsException(Status.NOT_FOUND, "no registry: " + type);
        }
    }
}
