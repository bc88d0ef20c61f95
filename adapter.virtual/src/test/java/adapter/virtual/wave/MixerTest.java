package adapter.virtual.wave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.virtual.mixer.VirtualMixer;
import adapter.virtual.wave.TestDevice.Opened;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.api.adapter.MixerControl;
import portcls.api.ks.WaveFormat;
import portcls.api.time.MasterClock;
import portcls.api.time.ReferenceTime;
import portcls.conformance.Rule;
import portcls.testkit.TestClock;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the controls of the mixer do to what is heard, measured. */
@Timeout(60)
class MixerTest {
    private static final int RATE = 48_000;
    private static final int DECIBEL = 65_536;
    private static final int ALL = -1;
    private static final WaveFormat FORMAT = WaveFormat.float32(RATE, 2);

    private final TestClock clock = new TestClock();

    /** A device that plays, and what it sounds like. */
    private static final class Playing {
        final TestDevice device;
        final VirtualMixer mixer;
        final Opened playing;
        final Opened hearing;

        Playing(MasterClock clock, Map<String, Object> settings) throws IOException {
            device = new TestDevice(clock, settings);
            mixer = Objects.requireNonNull(device.engine.mixer());
            playing = device.open("Speaker", FORMAT, RATE, 100);
            hearing = device.open("Loopback", FORMAT, RATE, 100);
        }

        /** Plays a sine on both channels. */
        Playing sine(int hertz, double amplitude) throws IOException {
            for (int i = 0; i < 2 * RATE; i++) {
                int frame = i / 2;
                double turn = 2 * Math.PI * hertz * frame / RATE;
                playing.buffer()
                        .memory()
                        .setAtIndex(
                                ValueLayout.JAVA_FLOAT, i, (float) (amplitude * Math.sin(turn)));
            }
            return start();
        }

        Playing start() throws IOException {
            hearing.stream().start();
            playing.stream().start();
            return this;
        }

        MixerControl control(String name) {
            return mixer.layout().controls().stream()
                    .filter(it -> it.name().equals(name))
                    .findAny()
                    .orElseThrow();
        }

        void set(String name, int channel, int value) {
            MixerControl control = control(name);
            for (int i = 0; i < control.channels(); i++) {
                if (channel == ALL || channel == i) {
                    mixer.value(control, i, value);
                }
            }
        }
    }

    private static float[] sound(Opened stream) {
        return stream.buffer().memory().toArray(ValueLayout.JAVA_FLOAT);
    }

    /** The amplitude of a frequency in the whole buffer of a stream, which is a second. */
    private static double amplitude(Opened stream, int channel, int hertz) {
        float[] samples = sound(stream);
        double sin = 0;
        double cos = 0;
        int frames = samples.length / 2;
        for (int frame = 0; frame < frames; frame++) {
            double turn = 2 * Math.PI * hertz * frame / frames;
            sin += samples[2 * frame + channel] * Math.sin(turn);
            cos += samples[2 * frame + channel] * Math.cos(turn);
        }
        return 2 * Math.hypot(sin, cos) / frames;
    }

    private static double decibels(double ratio) {
        return 20 * Math.log10(ratio);
    }

    /** Plays on until nothing changes any more, then a second that is heard. */
    private void settle() {
        clock.advance(3 * ReferenceTime.SECOND);
    }

    @Test
    @Rule("TOP-3")
    void volumes_are_exact_and_add_up() throws IOException {
        Playing it = new Playing(clock, Map.of()).sine(1_000, 0.5);
        double[][] cases = {{-6, 0}, {-0.5, -0.5}, {-20, -14.5}, {0, -60}, {-48, -48}};
        for (double[] wanted : cases) {
            it.set("Wave Volume", 0, (int) (wanted[0] * DECIBEL));
            it.set("Master Volume", 0, (int) (wanted[1] * DECIBEL));
            settle();
            double heard = decibels(amplitude(it.hearing, 0, 1_000) / 0.5);
            assertEquals(wanted[0] + wanted[1], heard, 0.01);
            assertEquals(0, decibels(amplitude(it.hearing, 1, 1_000) / 0.5), 0.01);
        }
    }

    @Test
    void each_mute_is_silence() throws IOException {
        Playing it = new Playing(clock, Map.of()).sine(1_000, 0.5);
        for (String mute : List.of("Wave Mute", "Master Mute")) {
            it.set(mute, ALL, 1);
            settle();
            for (float sample : sound(it.hearing)) {
                assertTrue(sample == 0, "sample: " + sample);
            }
            it.set(mute, ALL, 0);
            settle();
            assertEquals(0.5, amplitude(it.hearing, 0, 1_000), 1e-4);
        }
    }

    @Test
    void what_is_neutral_again_is_the_same_by_the_bit() throws IOException {
        WaveFormat format = WaveFormat.pcm(RATE, 24, 2);
        Playing it = new Playing(clock, Map.of());
        Opened playing = it.device.open("Speaker", format, RATE, 100);
        Opened hearing = it.device.open("Loopback", format, RATE, 100);
        playing.buffer().put(RenderTest.noise(RATE * 6, 7));
        hearing.stream().start();
        playing.stream().start();
        for (String name : List.of("Bass", "Treble")) {
            it.set(name, ALL, 6 * DECIBEL);
        }
        it.set("Loudness", ALL, 1);
        it.set("Master Volume", ALL, -6 * DECIBEL);
        settle();
        assertTrue(!Arrays.equals(bytes(playing), bytes(hearing)));
        for (String name : List.of("Bass", "Treble", "Loudness", "Master Volume")) {
            it.set(name, ALL, 0);
        }
        settle();
        assertArrayEquals(bytes(playing), bytes(hearing));
    }

    private static byte[] bytes(Opened stream) {
        return stream.buffer().memory().toArray(ValueLayout.JAVA_BYTE);
    }

    @Test
    @Rule("TOP-4")
    void the_meter_tells_the_peak_of_each_channel() throws IOException {
        Playing it = new Playing(clock, Map.of());
        it.playing.buffer().memory().setAtIndex(ValueLayout.JAVA_FLOAT, 2_000, -0.5f);
        it.playing.buffer().memory().setAtIndex(ValueLayout.JAVA_FLOAT, 2_001, 0.25f);
        it.start();
        clock.advance(ReferenceTime.SECOND);
        MixerControl meter = it.control("Peak Meter");
        assertEquals(1 << 30, it.mixer.value(meter, 0));
        assertEquals(1 << 29, it.mixer.value(meter, 1));
        assertEquals(0, it.mixer.value(meter, 0));
        it.set("Master Volume", ALL, -20 * DECIBEL);
        settle();
        assertEquals(0.05, (double) it.mixer.value(meter, 0) / Integer.MAX_VALUE, 1e-6);
        it.set("Master Mute", ALL, 1);
        settle();
        it.mixer.value(meter, 1);
        settle();
        assertEquals(0, it.mixer.value(meter, 1));
    }

    @Test
    void bass_and_treble_lift_and_lower_their_ends_alone() throws IOException {
        assertTone("Bass", 100, 10_000);
        assertTone("Treble", 10_000, 100);
    }

    private void assertTone(String name, int end, int otherEnd) throws IOException {
        for (int level : new int[] {12, 6, -12}) {
            assertEquals(level, lifted(name, level * DECIBEL, end), 0.5);
            assertEquals(0, lifted(name, level * DECIBEL, otherEnd), 0.1);
        }
    }

    private double lifted(String name, int value, int hertz) throws IOException {
        Playing it = new Playing(clock, Map.of()).sine(hertz, 0.1);
        it.set(name, ALL, value);
        settle();
        double heard = decibels(amplitude(it.hearing, 1, hertz) / 0.1);
        it.device.close();
        return heard;
    }

    @Test
    void loudness_lifts_both_ends() throws IOException {
        assertEquals(8, lifted("Loudness", 1, 40), 0.5);
        assertEquals(4, lifted("Loudness", 1, 18_000), 0.5);
        assertEquals(0, lifted("Loudness", 1, 1_000), 0.3);
    }

    @Test
    void nothing_clicks_when_a_volume_is_moved() throws IOException {
        Playing it = new Playing(clock, Map.of());
        for (int i = 0; i < 2 * RATE; i++) {
            it.playing.buffer().memory().setAtIndex(ValueLayout.JAVA_FLOAT, i, 0.9f);
        }
        it.start();
        clock.advance(ReferenceTime.millis(100));
        it.set("Wave Volume", ALL, -96 * DECIBEL);
        clock.advance(ReferenceTime.millis(100));
        it.set("Wave Mute", ALL, 1);
        it.set("Wave Volume", ALL, 0);
        clock.advance(ReferenceTime.millis(100));
        it.set("Wave Mute", ALL, 0);
        clock.advance(ReferenceTime.millis(100));
        float[] heard = sound(it.hearing);
        float steepest = 0;
        for (int frame = 1; frame < RATE / 5 * 2; frame++) {
            steepest = Math.max(steepest, Math.abs(heard[2 * frame] - heard[2 * frame - 2]));
        }
        assertTrue(steepest > 0.003 && steepest < 0.005, "steepest: " + steepest); // 0.9 in 5 ms
        assertEquals(0.9f, heard[RATE / 5 * 4 - 2]);
    }

    @Test
    void a_stream_that_begins_has_its_volume_from_its_first_frame_on() throws IOException {
        Playing it = new Playing(clock, Map.of());
        it.set("Master Volume", ALL, -20 * DECIBEL);
        it.sine(1_000, 0.5);
        clock.advance(ReferenceTime.millis(10));
        float first = it.playing.buffer().memory().getAtIndex(ValueLayout.JAVA_FLOAT, 2);
        assertEquals(first / 10, sound(it.hearing)[2], 1e-6);
    }

    private Opened microphone(Playing it) throws IOException {
        Opened hearing = it.device.open("Microphone", FORMAT, RATE, 100);
        hearing.stream().start();
        return hearing;
    }

    @Test
    void the_microphone_has_volume_and_mute() throws IOException {
        Playing it = new Playing(clock, Map.of());
        Opened microphone = microphone(it);
        settle();
        double before = amplitude(microphone, 0, 440);
        it.set("Microphone Volume", 0, -9 * DECIBEL);
        settle();
        assertEquals(-9, decibels(amplitude(microphone, 0, 440) / before), 0.01);
        assertEquals(0, decibels(amplitude(microphone, 1, 440) / before), 0.01);
        it.set("Microphone Mute", ALL, 1);
        settle();
        for (float sample : sound(microphone)) {
            assertTrue(sample == 0, "sample: " + sample);
        }
    }

    @Test
    void automatic_gain_raises_what_is_soft_and_lowers_what_is_loud() throws IOException {
        assertEquals(-12, automatic(-30), 1);
        assertEquals(-40 + 24, automatic(-40), 0.5, "it lifts by so much at most");
        assertEquals(-12, automatic(0), 1);
        assertEquals(-70, automatic(-70), 0.1, "that is noise");
    }

    private double automatic(int level) throws IOException {
        Playing it = new Playing(clock, Map.of("toneLevel", level));
        Opened microphone = microphone(it);
        settle();
        assertEquals(level, decibels(amplitude(microphone, 0, 440)), 0.1);
        it.set("Microphone AGC", ALL, 1);
        settle();
        settle();
        double heard = decibels(amplitude(microphone, 0, 440));
        it.set("Microphone AGC", ALL, 0);
        settle();
        assertEquals(level, decibels(amplitude(microphone, 0, 440)), 0.1);
        return heard;
    }

    @Test
    @Rule("TOP-2")
    void the_selector_switches_the_source() throws IOException {
        Playing it = new Playing(clock, Map.of()).sine(1_000, 0.5);
        Opened microphone = microphone(it);
        settle();
        assertEquals(0.25, amplitude(microphone, 0, 440), 0.01);
        assertEquals(0, amplitude(microphone, 0, 1_000), 1e-3);
        it.set("Record Source", ALL, 2);
        it.set("Master Volume", ALL, -6 * DECIBEL);
        it.set("Microphone Mute", ALL, 1); // does not concern what is played
        settle();
        assertEquals(0, amplitude(microphone, 0, 440), 1e-3);
        assertEquals(0.5 * Math.pow(10, -0.3), amplitude(microphone, 0, 1_000), 1e-3);
        it.playing.stream().pause();
        settle();
        for (float sample : sound(microphone)) {
            assertTrue(sample == 0, "nothing plays");
        }
        it.set("Microphone Mute", ALL, 0);
        it.set("Record Source", ALL, 1);
        settle();
        assertEquals(0.25, amplitude(microphone, 1, 440), 0.01);
    }

    @Test
    void what_is_played_can_be_recorded_at_another_rate() throws IOException {
        Playing it = new Playing(clock, Map.of()).sine(1_000, 0.5);
        it.set("Record Source", ALL, 2);
        Opened slow = it.device.open("Microphone", WaveFormat.float32(44_100, 2), 44_100, 100);
        slow.stream().start();
        settle();
        assertEquals(0.5, amplitude(slow, 0, 1_000), 5e-3);
    }

    @Test
    void what_is_played_at_full_scale_is_not_clipped_where_one_channel_records_it()
            throws IOException {
        Playing it = new Playing(clock, Map.of()).sine(1_000, 1);
        it.set("Record Source", ALL, 2);
        Opened mono = it.device.open("Microphone", WaveFormat.float32(44_100, 1), 44_100, 100);
        mono.stream().start();
        settle();
        double sum = 0;
        for (float sample : sound(mono)) {
            sum += (double) sample * sample;
        }
        assertEquals(Math.sqrt(0.5), Math.sqrt(sum / 44_100), 5e-3);
    }

    @Test
    void a_microphone_that_hears_the_device_has_the_controls_too() throws IOException {
        Playing it = new Playing(clock, Map.of("microphone", "loop")).sine(1_000, 0.5);
        Opened microphone = microphone(it);
        it.set("Microphone Volume", ALL, -10 * DECIBEL);
        settle();
        assertEquals(-10, decibels(amplitude(microphone, 0, 1_000) / 0.5), 0.01);
        assertEquals(0, decibels(amplitude(it.hearing, 0, 1_000) / 0.5), 0.01);
    }

    @Test
    void nothing_is_allocated_while_everything_is_at_work() throws IOException {
        StepClock steps = new StepClock(true);
        Playing it = new Playing(steps, Map.of()).sine(1_000, 0.5);
        microphone(it);
        Opened second = it.device.open("Microphone", WaveFormat.pcm(RATE, 16, 1), RATE, 100);
        second.stream().start();
        it.set("Loudness", ALL, 1);
        it.set("Microphone AGC", ALL, 1);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        turnAround(it, steps, threads, 2_000);
        long bytes = turnAround(it, steps, threads, 2_000);
        assertTrue(bytes < 65_536, () -> "bytes allocated in 40 s: " + bytes);
    }

    /** Moves controls and then 20 ms of sound; gives the bytes that the sound allocated. */
    private static long turnAround(Playing it, StepClock steps, ThreadMXBean threads, int times) {
        long bytes = 0;
        MixerControl bass = it.control("Bass");
        MixerControl master = it.control("Master Volume");
        MixerControl source = it.control("Record Source");
        for (int i = 0; i < times; i++) {
            it.mixer.value(bass, 0, i % 12 * DECIBEL);
            it.mixer.value(master, 0, -i % 12 * DECIBEL);
            it.mixer.value(source, 0, 1 + i / 8 % 2);
            long before = threads.getCurrentThreadAllocatedBytes();
            steps.advance(ReferenceTime.millis(20));
            bytes += threads.getCurrentThreadAllocatedBytes() - before;
        }
        return bytes;
    }
}
