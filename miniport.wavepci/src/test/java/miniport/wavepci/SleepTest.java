package miniport.wavepci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.DevicePowerState;
import portcls.api.adapter.IoPort;
import portcls.api.adapter.Recording;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.WavePin;
import portcls.api.ks.DataFormat;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;
import portcls.conformance.Rule;
import portcls.ports.service.ResourceList;
import portcls.ports.wavepci.WavePciPort;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** The device loses its power and its memory under a stream. */
@Timeout(60)
class SleepTest {
    private static final int PLAY_RATE = 0x2C;
    private static final int RECORD_RATE = 0x32;
    private static final WaveFormat FORMAT = WaveFormat.pcm(44_100, 16, 2);

    private static final DataFormat DATA = WaveDataFormat.pcm(44_100, 16, 2);

    @TempDir Path folder = Path.of("");

    private static void play(WavePin pin) {
        MemorySegment packet = pin.pollPacket();
        while (packet != null) {
            House.fill(packet, pin.packetNumber() * packet.byteSize());
            pin.commit();
            packet = pin.pollPacket();
        }
    }

    @Test
    @Rule("PWR-1")
    void aStreamThatDoesNotComeBackKeepsTheOthersNotFromIt() throws IOException {
        AtomicBoolean broken = new AtomicBoolean();
        try (Rig rig = new Rig()) {
            House house = rig.house;
            Ac97Miniport miniport = new Ac97Miniport();
            miniport.init(
                    house.device,
                    ResourceList.of(
                            List.of(
                                    house.controller(),
                                    withoutRate(house.codec(), PLAY_RATE, broken),
                                    house.bus())),
                    FakePort.of(house));
            var _ = miniport.newStream(rig.client, 0, false, DATA);
            var _ = miniport.newStream(rig.client, 1, true, DATA);
            miniport.powerChangeNotify(DevicePowerState.D3);
            house.codec().writeWord(PLAY_RATE, 48_000);
            house.codec().writeWord(RECORD_RATE, 48_000);
            broken.set(true);
            miniport.powerChangeNotify(DevicePowerState.D0);
            assertEquals(44_100, house.codec().readWord(RECORD_RATE));
            broken.set(false);
            miniport.powerChangeNotify(DevicePowerState.D3);
            house.codec().writeWord(PLAY_RATE, 48_000);
            house.codec().writeWord(RECORD_RATE, 48_000);
            miniport.powerChangeNotify(DevicePowerState.D0);
            assertEquals(44_100, house.codec().readWord(PLAY_RATE));
            assertEquals(44_100, house.codec().readWord(RECORD_RATE));
            miniport.close();
        }
    }

    /** A codec that says of one rate that it is another while it is broken. */
    private static IoPort withoutRate(IoPort codec, int register, AtomicBoolean broken) {
        return (IoPort)
                Proxy.newProxyInstance(
                        SleepTest.class.getClassLoader(),
                        new Class<?>[] {IoPort.class},
                        (_, method, arguments) -> {
                            boolean rate = method.getName().equals("readWord");
                            return rate && broken.get() && arguments[0].equals(register)
                                    ? 0
                                    : method.invoke(codec, arguments);
                        });
    }

    @Test
    @Rule({"PWR-1", "PWR-5"})
    void aSongGoesOnByTheBitAfterTheDeviceSlept() throws IOException {
        try (House house = new House(Map.of("input", "silence")).open()) {
            WavePciPort port = new WavePciPort(house.system);
            port.init(house.device, new Ac97Miniport(), ResourceList.of(house.device.resources()));
            house.system.registerSubdevice(house.device, "", port);
            Filter filter = house.published.getLast();
            Path before = folder.resolve("before.wav");
            Recording recording = house.device.record(before);
            WavePin pin = filter.openRender(FORMAT, Buffer.ofMillis(30).packets(3));
            play(pin);
            pin.run();
            for (int i = 0; i < 40; i++) {
                house.millis(7);
                play(pin);
            }
            house.system.requestNewPowerState(house.device, DevicePowerState.D3);
            house.millis(200);
            assertEquals(0, house.device.strayAccesses());
            recording.close();
            long played = Rig.heard(before).byteSize();
            Rig.assertSound(Rig.heard(before), 0);
            Path after = folder.resolve("after.wav");
            Recording second = house.device.record(after);
            house.system.power().setDeviceState(house.device.id(), DevicePowerState.D0);
            house.open(); // the mixer's driver would
            for (int i = 0; i < 60; i++) {
                house.millis(7);
                play(pin);
            }
            second.close();
            assertEquals(280 * 44_100L / 1_000 * 4, played, 4);
            Rig.assertSound(Rig.heard(after), played);
            assertEquals(0, pin.glitches());
            house.system.requestNewPowerState(house.device, DevicePowerState.D3);
            pin.close();
            port.close();
            assertEquals(0, house.device.strayAccesses());
            assertEquals(0, house.device.busFaults());
        }
    }
}
