package adapter.virtual.wave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import adapter.virtual.mixer.MemoryRegistry;
import adapter.virtual.mixer.VirtualMixer;
import adapter.virtual.wave.TestDevice.Opened;

import miniport.wavert.WaveMiniport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.ContentProtection;
import portcls.api.adapter.Recordable;
import portcls.api.adapter.Recording;
import portcls.api.client.Buffer;
import portcls.api.client.Target;
import portcls.api.client.WavePin;
import portcls.api.drm.DrmAudioStreamProperty;
import portcls.api.drm.DrmContent;
import portcls.api.drm.DrmRights;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.conformance.Rule;
import portcls.ports.device.Devices;
import portcls.ports.service.ResourceList;
import portcls.ports.system.PortSystem;
import portcls.ports.time.ManualClock;
import portcls.ports.wavert.WaveRtPort;
import portcls.testkit.FakeFramework;
import portcls.testkit.TestClock;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;

/** Sound that must not be stored is heard, and is in no file and in no buffer of a program. */
@Timeout(60)
class CopyProtectionTest {
    private static final WaveFormat FORMAT = WaveFormat.pcm(48_000, 8, 1);
    private static final int MILLISECOND = 48;
    private static final int BUFFER = 40;
    private static final DrmRights COPY_PROTECT = new DrmRights(true, false);
    private static final byte SILENCE = (byte) 0x80;

    @TempDir Path folder = Path.of("");
    private final TestClock clock = new TestClock();

    private static Opened open(TestDevice device, String endpoint) throws IOException {
        return device.open(endpoint, FORMAT, BUFFER * MILLISECOND, 4);
    }

    private static Opened playing(TestDevice device, int value) throws IOException {
        Opened opened = open(device, "Speaker");
        opened.buffer().put(new byte[] {(byte) value});
        opened.stream().start();
        return opened;
    }

    private static void protect(Opened stream, DrmRights rights) throws IOException {
        assertInstanceOf(ContentProtection.class, stream.stream()).protect(rights);
    }

    /** 100 ms of sound, 100 ms that are protected, and 200 ms after that was lifted. */
    private void play(Opened stream) throws IOException {
        clock.advance(ReferenceTime.millis(100));
        protect(stream, COPY_PROTECT);
        clock.advance(ReferenceTime.millis(100));
        protect(stream, DrmRights.DEFAULT);
        clock.advance(ReferenceTime.millis(200));
    }

    /** What a file holds of that: what was in the buffer was protected, too. */
    private static byte[] expected(int value) {
        byte[] expected = new byte[400 * MILLISECOND];
        Arrays.fill(expected, (byte) value);
        Arrays.fill(expected, 100 * MILLISECOND, (200 + BUFFER) * MILLISECOND, SILENCE);
        return expected;
    }

    @Test
    @Rule("DRM-4")
    void aRecordingHoldsNothingOfItAndGoesOn() throws IOException {
        Path file = folder.resolve("recorded.wav");
        try (TestDevice device = new TestDevice(clock, Map.of())) {
            Recording recording = device.engine.record(file);
            play(playing(device, 3));
            recording.close();
            assertArrayEquals(expected(3), RenderTest.read(file, FORMAT));
        }
    }

    @Test
    @Rule("DRM-4")
    void aTakeHoldsNothingOfItAndGoesOn() throws IOException {
        Path file = folder.resolve("take.wav");
        try (TestDevice device =
                new TestDevice(clock, Map.of("output", "file", "file", file.toString()))) {
            Opened stream = playing(device, 3);
            play(stream);
            stream.stream().close();
        }
        assertArrayEquals(expected(3), RenderTest.read(file, FORMAT));
    }

    @Test
    @Rule({"DRM-3", "DRM-4"})
    void whatPlaysBesideItIsNotStoredEither() throws IOException {
        Path file = folder.resolve("mixed.wav");
        try (TestDevice device = new TestDevice(clock, Map.of())) {
            Recording recording = device.engine.record(file);
            playing(device, 0x90);
            Opened secret = playing(device, 0xA0);
            protect(secret, COPY_PROTECT);
            clock.advance(ReferenceTime.millis(100));
            secret.stream().pause();
            clock.advance(ReferenceTime.millis(100));
            recording.close();
            byte[] expected = new byte[200 * MILLISECOND];
            Arrays.fill(expected, 0, 100 * MILLISECOND, SILENCE);
            Arrays.fill(expected, 100 * MILLISECOND, expected.length, (byte) 0x90);
            assertArrayEquals(expected, RenderTest.read(file, FORMAT));
        }
    }

    private void hearing(String endpoint, Map<String, Object> settings) throws IOException {
        try (TestDevice device = new TestDevice(clock, settings)) {
            boolean cable = "cable".equals(settings.get("kind"));
            Opened hearing = device.open(endpoint, FORMAT, 400 * MILLISECOND, 4);
            Opened stream = open(device, cable ? "Cable in" : "Speaker");
            stream.buffer().put(new byte[] {3});
            hearing.stream().start();
            stream.stream().start();
            play(stream);
            byte[] heard = hearing.buffer().memory().toArray(ValueLayout.JAVA_BYTE);
            assertArrayEquals(expected(3), heard);
        }
    }

    @Test
    @Rule("DRM-4")
    void whoCapturesWhatIsPlayedHearsSilence() throws IOException {
        hearing("Loopback", Map.of());
        hearing("Microphone", Map.of("microphone", "loop"));
        hearing("Cable out", Map.of("kind", "cable"));
    }

    @Test
    @Rule("DRM-4")
    void whatYouHearOnAnotherClockIsSilence() throws IOException {
        try (TestDevice device = new TestDevice(clock, Map.of("microphone", "tone"))) {
            VirtualMixer mixer = Objects.requireNonNull(device.engine.mixer());
            mixer.layout().controls().stream()
                    .filter(it -> it.name().equals("Record Source"))
                    .forEach(it -> mixer.value(it, 0, 2));
            Opened hearing = device.open("Microphone", FORMAT, 400 * MILLISECOND, 4);
            Opened stream = playing(device, 0xA0);
            protect(stream, COPY_PROTECT);
            hearing.stream().start();
            clock.advance(ReferenceTime.millis(300));
            assertEquals(List.of((int) SILENCE), values(hearing));
            protect(stream, DrmRights.DEFAULT);
            clock.advance(ReferenceTime.millis(500));
            assertFalse(values(hearing).contains((int) SILENCE), values(hearing)::toString);
        }
    }

    /** All values that the last 200 ms hold. */
    private static List<Integer> values(Opened hearing) {
        long end = hearing.buffer().position;
        return LongStream.range(end - 200L * MILLISECOND, end)
                .mapToInt(
                        frame ->
                                hearing.buffer()
                                        .memory()
                                        .get(ValueLayout.JAVA_BYTE, hearing.buffer().offset(frame)))
                .distinct()
                .boxed()
                .toList();
    }

    @Test
    void aDeviceWithoutDigitalOutputIsRecordedWhenThatIsDisabled() throws IOException {
        Path file = folder.resolve("analog.wav");
        try (TestDevice device = new TestDevice(clock, Map.of())) {
            Recording recording = device.engine.record(file);
            Opened stream = playing(device, 3);
            protect(stream, new DrmRights(false, true));
            clock.advance(ReferenceTime.millis(100));
            recording.close();
            byte[] expected = new byte[100 * MILLISECOND];
            Arrays.fill(expected, (byte) 3);
            assertArrayEquals(expected, RenderTest.read(file, FORMAT));
        }
    }

    @Test
    void aStreamThatWasStoppedBeginsWithoutTheOldProtection() throws IOException {
        Path file = folder.resolve("anew.wav");
        try (TestDevice device = new TestDevice(clock, Map.of())) {
            Opened stream = playing(device, 3);
            protect(stream, COPY_PROTECT);
            clock.advance(ReferenceTime.millis(100));
            stream.stream().stop();
            protect(stream, DrmRights.DEFAULT);
            stream.stream().stop();
            Recording recording = device.engine.record(file);
            stream.stream().start();
            clock.advance(ReferenceTime.millis(100));
            recording.close();
            byte[] expected = new byte[100 * MILLISECOND];
            Arrays.fill(expected, (byte) 3);
            assertArrayEquals(expected, RenderTest.read(file, FORMAT));
        }
    }

    @Test
    @Rule({"DRM-1", "DRM-4"})
    void contentOfAProgramIsProtectedThroughPortAndDriver() throws IOException {
        ManualClock time = new ManualClock();
        Path file = folder.resolve("program.wav");
        Devices devices = new Devices(time);
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
        VirtualWave device =
                new VirtualWave(
                        time,
                        WaveConfig.of(FakeFramework.settings(WaveSettings.class, Map.of())),
                        () -> {});
        WaveRtPort port = new WaveRtPort(system);
        port.init(device, new WaveMiniport(), ResourceList.of(device.resources()));
        system.registerSubdevice(device, "", port);
        Recording recording = device.adapt(Recordable.class).orElseThrow().record(file);
        try (WavePin pin =
                port.filter().orElseThrow().openRender(FORMAT, Buffer.ofMillis(40).packets(4))) {
            int id = system.createContent(COPY_PROTECT);
            pin.set(
                    DrmAudioStreamProperty.CONTENTID,
                    Target.self(),
                    new DrmContent(id, COPY_PROTECT));
            pin.run();
            play(pin, time, 20);
            pin.set(DrmAudioStreamProperty.CONTENTID, Target.self(), DrmContent.DEFAULT);
            play(pin, time, 20);
            recording.close();
        } finally {
            port.close();
            device.close();
            devices.close();
            time.close();
        }
        byte[] stored = RenderTest.read(file, FORMAT);
        int silent = 0;
        while (stored[silent] == SILENCE) {
            silent++;
        }
        assertEquals(240, silent / MILLISECOND, 10);
        assertEquals(5, stored[silent]);
        assertEquals(5, stored[stored.length - 11 * MILLISECOND]);
    }

    /** Fills packets for so many of 10 ms. */
    private static void play(WavePin pin, ManualClock time, int packets) {
        for (int i = 0; i < packets; i++) {
            MemorySegment packet = pin.pollPacket();
            while (packet != null) {
                packet.fill((byte) 5);
                pin.commit();
                packet = pin.pollPacket();
            }
            time.advance(ReferenceTime.millis(10));
        }
    }
}
