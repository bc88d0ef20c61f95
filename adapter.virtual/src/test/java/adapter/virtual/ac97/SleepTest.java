package adapter.virtual.ac97;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.virtual.mixer.MemoryRegistry;

import miniport.topology.MixerMiniport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.DevicePowerState;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.IoPort;
import portcls.api.adapter.Recording;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.Target;
import portcls.api.ks.AudioProperty;
import portcls.api.power.IAdapterPowerManagement;
import portcls.conformance.Rule;
import portcls.ports.device.Devices;
import portcls.ports.service.ResourceList;
import portcls.ports.system.PortSystem;
import portcls.ports.time.ManualClock;
import portcls.ports.topology.TopologyPort;
import portcls.testkit.FakeFramework;
import portcls.wav.WavReader;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The device loses its power and its memory. */
@Timeout(60)
class SleepTest {
    private static final int DECIBEL = 65_536;

    @TempDir Path folder = Path.of("");

    private static Target node(Filter filter, String name) {
        for (int i = 0; i < filter.descriptor().nodes().size(); i++) {
            if (filter.descriptor().nodes().get(i).name().name().equals(name)) {
                return Target.node(i);
            }
        }
        throw new AssertionError(name);
    }

    @Test
    @Rule("PWR-5")
    void aCodecThatForgotIsSetAgain() {
        ManualClock clock = new ManualClock();
        Devices devices = new Devices(clock);
        PortSystem system =
                new PortSystem(
                        devices,
                        (_, _) -> () -> {},
                        new MemoryRegistry(),
                        wanted -> {
                            throw new PortClsException(Status.NOT_FOUND, "no catalog: " + wanted);
                        },
                        Duration.ofSeconds(2),
                        (port, why) -> {
                            throw new AssertionError(port + " broke: " + why);
                        });
        VirtualAc97 device =
                new VirtualAc97(clock, FakeFramework.settings(Ac97Settings.class, Map.of()));
        IoPort codec = (IoPort) device.resources().get(1);
        TopologyPort port = new TopologyPort(system);
        port.init(
                device,
                new MixerMiniport(),
                ResourceList.of(device.subdevices().getFirst().resources()));
        system.registerSubdevice(device, "mixer", port);
        Filter filter = port.filter().orElseThrow();
        try (FilterHandle handle = filter.open()) {
            handle.set(
                    AudioProperty.VOLUMELEVEL,
                    node(filter, "Master Volume").channel(0),
                    -6 * DECIBEL);
            handle.set(AudioProperty.MUTE, node(filter, "Line In Mute").channel(-1), false);
            int master = codec.readWord(Codec.MASTER);
            int line = codec.readWord(Codec.LINE_IN);
            assertNotEquals(0, master);
            system.power().setDeviceState(device.id(), DevicePowerState.D3);
            assertEquals(0, device.strayAccesses());
            assertEquals(0xFFFF, codec.readWord(Codec.MASTER));
            system.power().setDeviceState(device.id(), DevicePowerState.D0);
            assertEquals(master, codec.readWord(Codec.MASTER));
            assertEquals(line, codec.readWord(Codec.LINE_IN));
            system.power().setDeviceState(device.id(), DevicePowerState.D3);
            handle.set(
                    AudioProperty.VOLUMELEVEL,
                    node(filter, "Master Volume").channel(1),
                    -3 * DECIBEL);
            assertEquals(master | 2, codec.readWord(Codec.MASTER));
            assertEquals(1, device.strayAccesses()); // this test's
        } finally {
            port.close();
            device.close();
            devices.close();
            clock.close();
        }
    }

    @Test
    @Rule("PWR-9")
    void whatPassesThroughFadesOutBeforeThePowerIsGone() throws IOException {
        Path file = folder.resolve("fade.wav");
        try (Bench bench = new Bench(Map.of("input", "tone")).open()) {
            bench.nam.writeWord(Codec.LINE_IN, 0x0808);
            IAdapterPowerManagement power =
                    bench.device.adapt(IAdapterPowerManagement.class).orElseThrow();
            Recording recording = bench.device.record(file);
            bench.frames(4_800);
            power.powerChangeState(DevicePowerState.D3);
            bench.frames(4_800);
            power.powerChangeState(DevicePowerState.D0);
            bench.frames(4_800);
            recording.close();
            assertEquals(0x8000, bench.nam.readWord(Codec.MASTER)); // as after power-on
        }
        short[] heard = samples(file);
        int loudest = 0;
        int steepest = 0;
        for (int i = 2; i < 2 * 4_700; i++) {
            loudest = Math.max(loudest, heard[i]);
            steepest = Math.max(steepest, Math.abs(heard[i] - heard[i - 2]));
        }
        assertTrue(loudest > 1_000, "loudest=" + loudest);
        int fade = loudest / 144 + 2;
        for (int i = 2 * 4_700; i < heard.length; i++) {
            int step = Math.abs(heard[i] - heard[i - 2]);
            assertTrue(step <= steepest + fade, "step=" + step + " at frame " + i / 2);
        }
        for (int i = 2 * (4_800 + 150); i < heard.length; i++) {
            assertEquals(0, heard[i], "frame " + i / 2);
        }
        assertNotEquals(0, heard[2 * 4_810] | heard[2 * 4_820] | heard[2 * 4_830]);
    }

    private static short[] samples(Path file) throws IOException {
        try (WavReader reader = WavReader.open(file)) {
            int frames = (int) reader.frames();
            MemorySegment memory = MemorySegment.ofArray(new byte[4 * frames]);
            reader.read(memory, 0, frames);
            return memory.toArray(Bench.SAMPLE);
        }
    }
}
