package portcls.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

import portcls.api.PortClsException;
import portcls.api.adapter.Recording;
import portcls.api.client.AudioControl;
import portcls.api.client.AudioPath;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.Target;
import portcls.api.client.Topology;
import portcls.api.client.WavePin;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PhysicalConnection;
import portcls.api.ks.PinProperty;
import portcls.api.time.ReferenceTime;
import portcls.api.time.VirtualClock;
import portcls.conformance.Rule;

import java.io.ByteArrayInputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import javax.inject.Inject;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Sound and controls of each simulated card, whole: waves, wires, mixer, WAV; in exact time. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class CardIT {
    private static final Buffer BUFFER = Buffer.ofMillis(80).packets(4);
    private static final double AMPLITUDE = 0.5;

    /** What the mixers take for their steps, dB. */
    private static final double WIDEST_STEP = 2;

    /** What 16 bits allow, dB. */
    private static final double EXACT = 0.02;

    @Inject BundleContext context;

    private Services services;
    private VirtualClock clock;
    private Topology topology;

    @Configuration
    public Option[] container() {
        return new Option[] {Containers.allDriversInVirtualTime()};
    }

    @Before
    public void find() throws Exception {
        services = new Services(context);
        clock = services.get(VirtualClock.class);
        topology = services.get(Topology.class);
    }

    @Test
    public void what_is_played_is_what_sounds_bit_by_bit() throws Exception {
        for (Card card : Card.values()) {
            Filter wave = card.plug(services, "exact");
            assertEquals(card.kind(), wave.kind());
            Wav wav = play(card, wave, "exact", Knobs::unity);
            Sound.assertExact(card.name(), wav, sine(card), card.rate());
        }
    }

    @Test
    public void what_is_heard_at_the_input_is_what_is_recorded_bit_by_bit() throws Exception {
        for (Card card : Card.values()) {
            Path file = Card.target("input-" + card);
            writeSine(card, file);
            Filter wave = card.plugWithInput(services, "input", file);
            try (WavePin pin = wave.openCapture(card.format(), BUFFER)) {
                openInput(pin);
                pin.run();
                List<Short> heard = new ArrayList<>();
                while (heard.size() < card.rate()) {
                    clock.advance(ReferenceTime.millis(10));
                    take(pin, heard);
                }
                assertHeard(card, heard);
                assertEquals(card + " glitches", 0, pin.glitches());
            }
        }
    }

    @Test
    @Rule("TOP-5")
    public void six_decibels_less_are_measured_as_six_decibels_less() throws Exception {
        for (Card card : Card.values()) {
            Filter wave = card.plug(services, "softer");
            double full = level(play(card, wave, "full", Knobs::unity));
            double[] wished = new double[1];
            Wav soft =
                    play(
                            card,
                            wave,
                            "softer",
                            path -> {
                                AudioControl volume = path.volume().orElseThrow();
                                volume.value(AudioControl.ALL, -6 * AudioControl.DB);
                                wished[0] =
                                        volume.value(AudioControl.ALL) / (double) AudioControl.DB;
                            });
            assertEquals(card.name(), -6, wished[0], WIDEST_STEP / 2);
            assertEquals(card.name(), wished[0], 20 * Math.log10(level(soft) / full), EXACT);
        }
    }

    @Test
    public void a_mute_is_silence() throws Exception {
        // The CT1745 has none for what is played.
        for (Card card : List.of(Card.SPEAKER, Card.AC97)) {
            Filter wave = card.plug(services, "mute");
            Wav wav =
                    play(
                            card,
                            wave,
                            "mute",
                            path -> path.mute().orElseThrow().value(AudioControl.ALL, 1));
            assertTrue(card + " frames: " + wav.frames(), wav.frames() >= card.rate());
            assertEquals(card.name(), 0, wav.peak(0, 1), 0);
            Wav again =
                    play(
                            card,
                            wave,
                            "aloud",
                            path -> path.mute().orElseThrow().value(AudioControl.ALL, 0));
            assertTrue(card.name(), again.peak(0, 1) > AMPLITUDE / 2);
        }
    }

    @Test
    @Rule("TOP-4")
    public void the_meter_tells_the_peak_of_what_sounds_and_begins_anew() throws Exception {
        Filter wave = Card.SPEAKER.plug(services, "meter");
        try (WavePin pin = wave.openRender(Card.SPEAKER.format(), BUFFER);
                AudioPath path = topology.path(pin)) {
            Knobs.unity(path);
            Sound.play(clock, pin, sine(Card.SPEAKER), Card.SPEAKER.rate() / 2);
            AudioControl meter = path.peakMeter().orElseThrow();
            double peak = meter.value(AudioControl.ALL) / (double) Integer.MAX_VALUE;
            assertEquals(AMPLITUDE, peak, 0.001);
            pin.stop();
            clock.advance(ReferenceTime.SECOND);
            meter.value(AudioControl.ALL);
            assertEquals("in silence", 0, meter.value(AudioControl.ALL));
        }
    }

    @Test
    @Rule({"PHY-1", "DYN-3"})
    public void the_way_from_a_stream_to_the_jack_leads_over_both_filters() throws Exception {
        for (Card card : Card.values()) {
            Filter wave = card.plug(services, "way");
            String mixer = Card.mixer(wave.id());
            try (WavePin pin = wave.openRender(card.format(), BUFFER);
                    AudioPath path = topology.path(pin)) {
                List<String> filters =
                        path.elements().stream().map(it -> it.filter().id()).distinct().toList();
                assertEquals(List.of(wave.id(), mixer), filters);
                assertEquals(pin.pinId(), path.elements().getFirst().id());
                assertTrue(
                        card + " has a converter",
                        path.elements().stream().anyMatch(it -> it.type().equals(NodeTypes.DAC)));
                AudioPath.End end = path.ends().getFirst();
                assertEquals(mixer, end.filter().id());
                assertFalse(card + " has a jack", end.jacks().isEmpty());
            }
            assertEndsKnowEachOther(wave.id());
        }
    }

    @Test
    @Rule({"DYN-9", "PHY-1", "PHY-3"})
    public void the_wires_go_and_come_with_the_driver_of_the_mixer_and_the_wave_goes_on()
            throws Exception {
        for (Card card : Card.values()) {
            Filter wave = card.plug(services, "wires");
            Recording recording;
            try (WavePin pin = wave.openRender(card.format(), BUFFER)) {
                try (AudioPath path = topology.path(pin)) {
                    Knobs.unity(path);
                }
                recording = Card.record(services, wave.id(), "wires-" + card);
                Sine sine = sine(card);
                Sound.play(clock, pin, sine, card.rate() / 4);
                services.bundle("miniport.topology").stop();
                assertEquals(0, Card.wires(topology, wave.id()));
                assertFalse(services.hasFilter(Card.mixer(wave.id())));
                assertNoWire(wave);
                try (AudioPath path = topology.path(pin)) {
                    assertEquals(wave.id(), path.ends().getFirst().filter().id());
                }
                Sound.play(clock, pin, sine, card.rate() / 4);
                services.bundle("miniport.topology").start();
                Card.awaitWires(services, wave.id());
                Sound.play(clock, pin, sine, card.rate());
                assertEquals(0, pin.glitches());
                assertTrue(pin.removal().isEmpty());
                assertEndsKnowEachOther(wave.id());
            }
            recording.close();
            Wav wav = Wav.read(recording.file());
            Sound.assertExact(card.name(), wav, sine(card), card.rate());
        }
    }

    @Test
    public void what_a_mixer_was_set_to_outlives_its_driver_and_its_device() throws Exception {
        for (Card card : Card.values()) {
            Filter wave = card.plug(services, "kept");
            int set;
            try (AudioPath path = topology.path(wave, renderPin(wave))) {
                AudioControl volume = path.volume().orElseThrow();
                volume.value(AudioControl.ALL, -12 * AudioControl.DB);
                set = volume.value(AudioControl.ALL);
                assertEquals(-12, set / (double) AudioControl.DB, WIDEST_STEP / 2);
            }
            services.bundle("miniport.topology").stop();
            services.bundle("adapter.virtual").stop();
            services.bundle("miniport.topology").start();
            services.bundle("adapter.virtual").start();
            Filter back = services.filter(wave.id());
            Card.awaitWires(services, wave.id());
            try (AudioPath path = topology.path(back, renderPin(back))) {
                assertEquals(card.name(), set, path.volume().orElseThrow().value(AudioControl.ALL));
            }
        }
    }

    private Wav play(Card card, Filter wave, String purpose, Consumer<AudioPath> setting)
            throws Exception {
        Recording recording = Card.record(services, wave.id(), purpose + "-" + card);
        try (WavePin pin = wave.openRender(card.format(), BUFFER)) {
            try (AudioPath path = topology.path(pin)) {
                setting.accept(path);
            }
            Sound.play(clock, pin, sine(card), card.rate() + card.rate() / 4);
            assertEquals(card + " glitches", 0, pin.glitches());
            recording.close();
        }
        return Wav.read(recording.file());
    }

    /** None of its pins knows what is beyond it. */
    private static void assertNoWire(Filter wave) {
        try (FilterHandle handle = wave.open()) {
            for (int pin = 0; pin < wave.descriptor().pins().size(); pin++) {
                Target asked = Target.pin(pin);
                assertThrows(
                        PortClsException.class,
                        () -> handle.get(PinProperty.PHYSICALCONNECTION, asked));
            }
        }
    }

    private void assertEndsKnowEachOther(String id) throws Exception {
        try (FilterHandle wave = services.filter(id).open();
                FilterHandle mixer = services.filter(Card.mixer(id)).open()) {
            List<Topology.Wire> wires = topology.wires();
            for (Topology.Wire wire : wires) {
                if (wire.from().equals(id)) {
                    assertEquals(
                            new PhysicalConnection(wire.to(), wire.toPin()),
                            wave.get(PinProperty.PHYSICALCONNECTION, Target.pin(wire.fromPin())));
                    assertEquals(
                            new PhysicalConnection(id, wire.fromPin()),
                            mixer.get(PinProperty.PHYSICALCONNECTION, Target.pin(wire.toPin())));
                }
            }
            assertTrue(wires.stream().anyMatch(wire -> wire.from().equals(id)));
        }
    }

    /** Lets through what comes from the line, or the microphone where there is no line. */
    private void openInput(WavePin pin) {
        try (AudioPath path = topology.path(pin)) {
            path.controls().stream()
                    .filter(it -> it.property().equals(AudioProperty.MUX_SOURCE))
                    .forEach(it -> it.value(AudioControl.ALL, it.range().maximum() == 2 ? 1 : 3));
        }
        try (AudioPath path = topology.path(pin)) {
            Knobs.unity(path);
            muted(path).forEach(it -> it.value(AudioControl.ALL, 1));
        }
    }

    /** The switches of all sources but the line where several are recorded. */
    private static Stream<AudioControl> muted(AudioPath path) {
        return path.controls().stream()
                .filter(it -> it.property().equals(AudioProperty.MUTE))
                .filter(it -> it.name().endsWith("Record Mute"))
                .filter(
                        it ->
                                Stream.of("MIDI", "CD", "Microphone")
                                        .anyMatch(it.name()::startsWith));
    }

    private static void take(WavePin pin, List<Short> heard) {
        for (MemorySegment packet = pin.pollPacket(); packet != null; packet = pin.pollPacket()) {
            for (long i = 0; i < packet.byteSize(); i += Sine.FRAME_BYTES) {
                short left = Sine.left(packet, i);
                heard.add(left);
                assertEquals("right", -left, Sine.right(packet, i));
            }
            pin.commit();
        }
    }

    private static void assertHeard(Card card, List<Short> heard) {
        Sine sine = sine(card);
        int start = 0;
        while (start < heard.size() && heard.get(start) == 0) {
            start++;
        }
        assertTrue(card + " hears it at once: " + start, start < card.rate() / 4);
        for (int i = start; i < heard.size(); i++) {
            assertEquals(card + " frame " + i, sine.sample(i - start + 1), (short) heard.get(i));
        }
    }

    /** Two seconds of it. */
    private static void writeSine(Card card, Path file) throws Exception {
        MemorySegment all = MemorySegment.ofArray(new byte[2 * card.rate() * Sine.FRAME_BYTES]);
        sine(card).fill(all);
        byte[] bytes = all.toArray(ValueLayout.JAVA_BYTE);
        AudioFormat format = new AudioFormat(card.rate(), 16, 2, true, false);
        try (AudioInputStream in =
                new AudioInputStream(new ByteArrayInputStream(bytes), format, 2L * card.rate())) {
            AudioSystem.write(in, AudioFileFormat.Type.WAVE, file.toFile());
        }
    }

    private static int renderPin(Filter wave) {
        try (FilterHandle handle = wave.open()) {
            return handle.firstWavePin(false);
        }
    }

    private static double level(Wav wav) {
        double from = (double) Sound.firstSound(wav) / wav.rate();
        return wav.level(from, from + 1);
    }

    private static Sine sine(Card card) {
        return new Sine(441, card.rate(), AMPLITUDE);
    }
}
