package miniport.wavepci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.adapter.Recording;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.WavePin;
import portcls.api.ks.WaveFormat;
import portcls.conformance.Rule;
import portcls.ports.service.ResourceList;
import portcls.ports.time.SystemClock;
import portcls.ports.wavepci.WavePciPort;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Program, port, driver and device together: what is played is recorded, to the bit. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class EndToEndTest {
    private static final WaveFormat FORMAT = WaveFormat.pcm(48_000, 16, 2);
    private static final Buffer BUFFER = Buffer.ofMillis(30).packets(3);

    @TempDir Path folder;

    private static Filter plug(House house) {
        WavePciPort port = new WavePciPort(house.system);
        port.init(house.device, new Ac97Miniport(), ResourceList.of(house.device.resources()));
        house.system.registerSubdevice(house.device, "", port);
        return house.published.getLast();
    }

    /** Hands over what there is room for. */
    private static void play(WavePin pin) {
        MemorySegment packet = pin.pollPacket();
        while (packet != null) {
            House.fill(packet, pin.packetNumber() * packet.byteSize());
            pin.commit();
            packet = pin.pollPacket();
        }
    }

    @Test
    @Rule({"WPC-4", "WPC-17", "SVC-9"})
    void aProgramIsHeardByTheBit() throws IOException {
        try (House house = new House(Map.of("input", "silence")).open()) {
            Filter filter = plug(house);
            Recording recording = house.device.record(folder.resolve("out.wav"));
            WavePin pin = filter.openRender(FORMAT, BUFFER);
            play(pin);
            pin.run();
            for (int i = 0; i < 200; i++) {
                house.millis(7);
                play(pin);
            }
            recording.close();
            assertEquals(0, pin.glitches());
            MemorySegment heard = Rig.heard(folder.resolve("out.wav"));
            assertTrue(heard.byteSize() > 1_390 * 192, heard.byteSize() + " bytes");
            Rig.assertSound(heard, 0);
            pin.close();
            assertEquals(0, house.device.busFaults());
        }
    }

    @Test
    @Rule({"WPC-4", "WPC-7"})
    void whatOneProgramPlaysAnotherRecordsByTheBit() throws IOException {
        try (House house = new House(Map.of("input", "loop")).open()) {
            Filter filter = plug(house);
            WavePin in = filter.openCapture(FORMAT, BUFFER);
            WavePin out = filter.openRender(FORMAT, BUFFER);
            play(out);
            in.run();
            out.run();
            MemorySegment all = MemorySegment.ofArray(new byte[4_000 * 192]);
            long size = 0;
            for (int i = 0; i < 300; i++) {
                house.millis(5);
                play(out);
                MemorySegment packet = in.pollPacket();
                while (packet != null) {
                    MemorySegment.copy(packet, 0, all, size, packet.byteSize());
                    size += packet.byteSize();
                    in.commit();
                    packet = in.pollPacket();
                }
            }
            assertEquals(0, in.glitches());
            assertEquals(0, out.glitches());
            int first = 0;
            while (all.get(House.SAMPLE, first) == 0) {
                first += 2;
            }
            assertTrue(size - first > 1_400 * 192, size + " bytes, silent up to " + first);
            Rig.assertSound(all.asSlice(first, size - first), 0);
            in.close();
            out.close();
            assertEquals(0, house.device.mappedPieces());
            assertEquals(0, house.device.busFaults());
        }
    }

    @Test
    @Rule({"WPC-4", "WPC-14"})
    void onARealClockEveryBitIsHeardToo() throws IOException, InterruptedException {
        try (House house = new House(new SystemClock(), Map.of("input", "silence")).open()) {
            Filter filter = plug(house);
            Recording recording = house.device.record(folder.resolve("out.wav"));
            WavePin pin = filter.openRender(FORMAT, BUFFER);
            int bytes = 50 * pin.packetFrames() * FORMAT.blockAlign();
            pin.run();
            pin.write(FakeClient.sound(bytes, 0));
            assertTrue(pin.drain(Duration.ofSeconds(30)));
            pin.close();
            recording.close();
            // A machine that is busy makes gaps, which are silent; nothing is lost or comes twice.
            Rig.assertSound(withoutSilence(Rig.heard(folder.resolve("out.wav")), bytes), 0);
        }
    }

    private static MemorySegment withoutSilence(MemorySegment heard, int expected) {
        MemorySegment kept = MemorySegment.ofArray(new byte[expected]);
        long size = 0;
        for (long i = 0; i < heard.byteSize(); i += 4) {
            if (heard.get(House.SAMPLE, i) != 0 || heard.get(House.SAMPLE, i + 2) != 0) {
                MemorySegment.copy(heard, i, kept, size, 4);
                size += 4;
            }
        }
        assertEquals(expected, size);
        return kept;
    }
}
