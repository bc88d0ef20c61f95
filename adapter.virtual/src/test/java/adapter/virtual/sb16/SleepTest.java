package adapter.virtual.sb16;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.virtual.mixer.MemoryRegistry;

import miniport.topology.MixerMiniport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.DevicePowerState;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Recordable;
import portcls.api.adapter.Recording;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.Target;
import portcls.api.client.WavePin;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.WaveFormat;
import portcls.api.power.IAdapterPowerManagement;
import portcls.api.time.ReferenceTime;
import portcls.conformance.Rule;
import portcls.ports.device.Devices;
import portcls.ports.power.PowerHouse;
import portcls.ports.service.ResourceList;
import portcls.ports.system.PortSystem;
import portcls.ports.time.ManualClock;
import portcls.ports.topology.TopologyPort;
import portcls.ports.wavecyclic.WaveCyclicPort;
import portcls.sb16.Ct1745;
import portcls.sb16.Sb16Wave;
import portcls.testkit.FakeFramework;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The card loses its power and its memory, and its drivers, on the real ports, mend that. */
@Timeout(60)
class SleepTest {
    private static final int DECIBEL = 65_536;
    private static final WaveFormat CD = WaveFormat.pcm(44_100, 16, 2);
    private static final Buffer BUFFER = Buffer.ofMillis(100).packets(4);

    @TempDir Path folder = Path.of("");

    private final ManualClock clock = new ManualClock();
    private final Devices devices = new Devices(clock);
    private final PortSystem system =
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
    private final PowerHouse power = system.power();
    private final VirtualSb16 card =
            new VirtualSb16(
                    clock,
                    Sb16Config.of(FakeFramework.settings(Sb16Settings.class, Map.of())),
                    id -> Optional.empty());
    private final CardPort registers = (CardPort) card.resources().getFirst();
    private final Ct1745 chip = new Ct1745(registers, Ct1745.OFFSET);
    private final WaveCyclicPort wave = new WaveCyclicPort(system);
    private final TopologyPort mixer = new TopologyPort(system);

    SleepTest() {
        wave.init(card, new Sb16Wave(), ResourceList.of(card.resources()));
        system.registerSubdevice(card, "", wave);
        mixer.init(
                card,
                new MixerMiniport(),
                ResourceList.of(card.subdevices().getFirst().resources()));
        system.registerSubdevice(card, "mixer", mixer);
    }

    @AfterEach
    void takeAway() {
        mixer.close();
        wave.close();
        card.close();
        devices.close();
        clock.close();
    }

    private void sleep() {
        system.requestNewPowerState(card, DevicePowerState.D3);
    }

    private void wake() {
        power.setDeviceState(card.id(), DevicePowerState.D0);
    }

    private void advance(long millis) {
        clock.advance(ReferenceTime.millis(millis));
    }

    private Target node(String name) {
        Filter filter = mixer.filter().orElseThrow();
        for (int i = 0; i < filter.descriptor().nodes().size(); i++) {
            if (filter.descriptor().nodes().get(i).name().name().equals(name)) {
                return Target.node(i);
            }
        }
        throw new AssertionError(name);
    }

    private static long fill(WavePin out, MemorySegment song, long played) {
        long at = played;
        MemorySegment packet = out.pollPacket();
        while (packet != null && at < song.byteSize()) {
            MemorySegment.copy(song, at, packet, 0, packet.byteSize());
            at += packet.byteSize();
            out.commit();
            packet = out.pollPacket();
        }
        return at;
    }

    private static short[] withoutSilence(short[] heard) {
        short[] kept = new short[heard.length];
        int size = 0;
        for (int i = 0; i < heard.length; i += 2) {
            if (heard[i] != 0 || heard[i + 1] != 0) {
                kept[size] = heard[i];
                kept[size + 1] = heard[i + 1];
                size += 2;
            }
        }
        return Arrays.copyOf(kept, size);
    }

    @Test
    @Rule({"PWR-1", "PWR-5"})
    void aSongGoesOnByTheBitAfterTheCardSlept() throws IOException {
        Path file = folder.resolve("heard.wav");
        short[] expected;
        try (Recording recording = card.adapt(Recordable.class).orElseThrow().record(file);
                WavePin out = wave.filter().orElseThrow().openRender(CD, BUFFER)) {
            MemorySegment song = TestCard.ramp(100 * out.packetFrames() * 2);
            long played = fill(out, song, 0);
            out.run();
            for (int step = 0; played < song.byteSize() && step < 2_000; step++) {
                advance(5);
                played = fill(out, song, played);
                if (step == 60 || step == 137) {
                    sleep();
                    advance(200);
                    assertEquals(0xFF, registers.read(4));
                    wake();
                }
            }
            assertEquals(song.byteSize(), played);
            assertEquals(0, out.glitches());
            advance(300);
            expected = song.toArray(TestCard.WORD);
            recording.frames();
        }
        assertArrayEquals(
                expected, Arrays.copyOf(withoutSilence(TestCard.samples(file)), expected.length));
        assertEquals(2, card.strayAccesses()); // those of this test
    }

    @Test
    @Rule("PWR-5")
    void aMixerThatForgotIsSetAgain() {
        try (FilterHandle handle = mixer.filter().orElseThrow().open()) {
            handle.set(AudioProperty.VOLUMELEVEL, node("Master Volume").channel(0), -20 * DECIBEL);
            handle.set(AudioProperty.MUTE, node("CD Mute").channel(-1), true);
            int[] before = registersOfMixer();
            sleep();
            assertEquals(0, card.strayAccesses());
            wake();
            assertEquals(0, card.strayAccesses());
            assertArrayEquals(before, registersOfMixer());
            assertEquals(0x22, chip.read(Ct1745.DMA_SETUP));
        }
    }

    @Test
    @Rule({"PWR-5", "PWR-11"})
    void whatIsSetWhileTheCardSleepsTakesEffectWhenItIsBack() {
        try (FilterHandle handle = mixer.filter().orElseThrow().open()) {
            sleep();
            handle.set(AudioProperty.VOLUMELEVEL, node("Voice Volume").channel(1), -8 * DECIBEL);
            assertEquals(DevicePowerState.D0, power.devices().getFirst().state());
            assertEquals(27 << 3, chip.read(0x33));
            assertEquals(31 << 3, chip.read(0x32));
            assertEquals(0, card.strayAccesses());
        }
    }

    private int[] registersOfMixer() {
        int[] all = new int[0x48];
        for (int i = 0x30; i < all.length; i++) {
            all[i] = chip.read(i);
        }
        return all;
    }

    @Test
    @Rule("PWR-9")
    void whatSoundsFadesOutBeforeThePowerIsGone() throws IOException {
        Path file = folder.resolve("fade.wav");
        try (TestCard own = new TestCard()) {
            own.fullVolume();
            MemorySegment loud = MemorySegment.ofArray(new byte[400_000]);
            for (long i = 0; i < loud.byteSize(); i += 2) {
                loud.set(TestCard.WORD, i, (short) 0x4000);
            }
            IAdapterPowerManagement management =
                    own.device.adapt(IAdapterPowerManagement.class).orElseThrow();
            Recording recording = own.record(file);
            own.words.start(loud, true);
            own.command(0x41, 0xAC, 0x44, 0xB6, 0x30, 0xFF, 0xFF);
            own.advanceMillis(100);
            management.powerChangeState(DevicePowerState.D3);
            own.advanceMillis(100);
            int left = own.words.counter();
            own.advanceMillis(100);
            assertEquals(left, own.words.counter());
            management.powerChangeState(DevicePowerState.D0);
            own.advanceMillis(100);
            recording.close();
            assertEquals(24 << 3, own.mixer(0x30)); // as after power-on
            short[] heard = TestCard.samples(file);
            int at = 2 * TestCard.start(heard);
            while (heard[at] == 0x4000) {
                at += 2;
            }
            int end = at;
            for (; heard[end] != 0; end += 2) {
                int step = heard[end - 2] - heard[end];
                assertTrue(step > 0 && step < 200, "step=" + step + " at " + (end - at) / 2);
            }
            assertEquals(131, (end - at) / 2, 2);
            for (int i = end; i < heard.length; i++) {
                assertEquals(0, heard[i]);
            }
        }
    }
}
