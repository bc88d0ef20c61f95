package adapter.virtual.opl3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.IoPort;
import portcls.api.adapter.Recordable;
import portcls.api.adapter.Recording;
import portcls.api.time.ReferenceTime;
import portcls.testkit.FakeFramework;
import portcls.testkit.TestClock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** The device from outside: configuration, registers, recordings. */
@Timeout(60)
final class Opl3ComponentTest {
    private static final long MILLI = ReferenceTime.MILLISECOND;

    @TempDir Path folder = Path.of("");

    private final FakeFramework framework = new FakeFramework();
    private final TestClock clock = new TestClock();

    private Opl3Component component(Map<String, Object> values) {
        return new Opl3Component(framework.context(), clock, settings(values));
    }

    private static Opl3Settings settings(Map<String, Object> values) {
        return FakeFramework.settings(Opl3Settings.class, values);
    }

    private Adapter device() {
        return framework.devices.get(0);
    }

    private IoPort port() {
        return (IoPort) device().resources().get(0);
    }

    private void write(int register, int value) {
        port().write(register >> 8 << 1, register & 0xFF);
        port().write((register >> 8 << 1) + 1, value);
    }

    private void keyOn() {
        write(0x105, 1);
        write(0x20, 0x21);
        write(0x23, 0x21);
        write(0x40, 0x3F);
        write(0x43, 0x00);
        write(0x63, 0xF0);
        write(0x83, 0x0F);
        write(0xC0, 0x31);
        write(0xA0, 577 & 0xFF);
        write(0xB0, 0x32);
    }

    @Test
    void withoutConfigurationThereIsOne() {
        Opl3Component component = component(Map.of());
        component.start();
        assertEquals("virtual:opl3", device().id());
        assertEquals(
                List.of("virtual:opl3", "opl3-without-volume", "opl3"), device().hardwareIds());
        assertEquals(List.of(port()), device().resources());
        assertEquals(4, port().length());
        assertEquals("I/O 0x388-0x38B", port().description());
        assertEquals(0, port().read(0));
        assertTrue(device().adapt(Recordable.class).isPresent());
        assertFalse(device().adapt(IoPort.class).isPresent());
        IoPort port = port();
        component.stop();
        assertEquals(List.of("virtual:opl3"), framework.removals);
        assertEquals(0, clock.openAlarms());
        assertEquals(0xFF, port.read(0));
    }

    @Test
    void aRecordingHoldsTheToneFromItsTimeOn() throws Exception {
        for (int rate : new int[] {44_100, 48_000}) {
            Opl3Component component = component(Map.of("sampleRate", rate));
            component.start();
            clock.advance(20 * ReferenceTime.SECOND); // sleeps
            Path file = folder.resolve(rate + ".wav");
            try (Recording recording = recording(file)) {
                assertEquals(rate, recording.sampleRate());
                assertEquals(clock.getTime(), recording.startTime100ns());
                clock.advance(250 * MILLI);
                keyOn();
                clock.advance(500 * MILLI);
                write(0xB0, 0);
                clock.advance(250 * MILLI);
            }
            int[] left = left(file, rate);
            assertEquals(rate, left.length, 1);
            int first = 0;
            while (Math.abs(left[first]) < 8) {
                first++;
            }
            assertEquals(rate / 4.0, first, 0.001 * rate);
            double pitch =
                    TestChip.pitch(Arrays.copyOfRange(left, rate / 4 + 100, 3 * rate / 4), rate);
            assertEquals(577 * Opl3.SAMPLE_RATE / (1 << 16), pitch, 0.5);
            assertEquals(0, TestChip.peak(left, rate * 8 / 10, left.length));
            component.stop();
        }
    }

    @Test
    void whatIsWrittenInSleepKeepsItsTime() throws Exception {
        Opl3Component component = component(Map.of());
        component.start();
        clock.advance(3 * ReferenceTime.SECOND);
        Path file = folder.resolve("sleep.wav");
        keyOn();
        clock.advance(3 * ReferenceTime.SECOND);
        try (Recording _ = recording(file)) {
            clock.advance(100 * MILLI);
        }
        assertTrue(TestChip.peak(left(file, 48_000)) > 4_000, "still sounds");
        component.stop();
    }

    @Test
    void oneRecordingAtATimeAndNoneAfterTheEnd() throws IOException {
        Opl3Component component = component(Map.of());
        component.start();
        Recordable recordable = device().adapt(Recordable.class).orElseThrow();
        Path file = folder.resolve("first.wav");
        try (Recording _ = recordable.record(file)) {
            IOException refusal =
                    assertThrows(
                            IOException.class,
                            () -> recordable.record(folder.resolve("second.wav")));
            assertEquals(
                    "virtual:opl3 is being recorded to "
                            + file
                            + " already; end that recording first",
                    refusal.getMessage());
        }
        Recording left = recordable.record(folder.resolve("third.wav"));
        clock.advance(100 * MILLI);
        component.stop();
        left.close();
        assertEquals(4_800, left.frames());
        assertTrue(Files.size(left.file()) > 4 * 4_800);
        assertThrows(IOException.class, () -> recordable.record(folder.resolve("fourth.wav")));
    }

    @Test
    void aFaultComesAndGoesWithoutANewDevice() {
        Opl3Component component = component(Map.of());
        component.start();
        Adapter device = device();
        component.change(settings(Map.of("fault", "no-chip")));
        assertEquals(0xFF, port().read(0));
        component.change(settings(Map.of()));
        assertEquals(0, port().read(0));
        assertSame(device, device());
        component.change(settings(Map.of("fault", "sudden-death")));
        assertEquals(List.of("virtual:opl3 gone"), framework.removals);
        component.change(settings(Map.of("name", "second")));
        assertEquals("virtual:second", device().id());
        component.stop();
    }

    @Test
    void eachBadValueIsRefusedByName() {
        assertRefused(
                "fault=fire is not known; use one of none, no-chip, sudden-death",
                Map.of("fault", "fire"));
        assertRefused(
                "sampleRate=8000 is not known; use one of 44100, 48000",
                Map.of("sampleRate", 8_000));
        assertRefused(
                "output=radio is not known; use wav, speakers or the id of a wave device, such as"
                        + " virtual:speaker",
                Map.of("output", "radio"));
    }

    private void assertRefused(String message, Map<String, Object> values) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> component(values)).getMessage());
    }

    private Recording recording(Path file) throws IOException {
        return device().adapt(Recordable.class).orElseThrow().record(file);
    }

    private static int[] left(Path file, int rate)
            throws IOException, UnsupportedAudioFileException {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
            assertEquals(
                    new AudioFormat(rate, 16, 2, true, false).toString(),
                    in.getFormat().toString());
            byte[] bytes = in.readAllBytes();
            int[] left = new int[bytes.length / 4];
            for (int i = 0; i < left.length; i++) {
                left[i] = bytes[4 * i] & 0xFF | bytes[4 * i + 1] << 8;
            }
            return left;
        }
    }
}
