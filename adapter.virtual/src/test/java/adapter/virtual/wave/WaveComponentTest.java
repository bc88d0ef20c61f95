package adapter.virtual.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.virtual.mixer.VirtualMixer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.IoPort;
import portcls.api.adapter.JackDetection;
import portcls.api.adapter.Link;
import portcls.api.adapter.Mixer;
import portcls.api.adapter.Recordable;
import portcls.api.adapter.Subdevice;
import portcls.api.adapter.WaveEndpoint;
import portcls.api.adapter.WaveEndpoint.Role;
import portcls.api.adapter.WaveEngine;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.ks.JackDescription;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.conformance.Rule;
import portcls.testkit.Await;
import portcls.testkit.FakeFramework;
import portcls.testkit.TestClock;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

@Timeout(60)
class WaveComponentTest {
    private final FakeFramework framework = new FakeFramework();
    private final TestClock clock = new TestClock();

    private WaveComponent component(Map<String, Object> values) {
        return new WaveComponent(framework.context(), clock, settings(values));
    }

    private static WaveSettings settings(Map<String, Object> values) {
        return FakeFramework.settings(WaveSettings.class, values);
    }

    private static WaveEngine engine(Adapter device) {
        return (WaveEngine) device.resources().get(0);
    }

    @Test
    void without_configuration_there_are_speakers() {
        WaveComponent component = component(Map.of());
        component.start();
        Adapter device = framework.devices.get(0);
        assertEquals("virtual:speaker", device.id());
        assertEquals("Virtual speaker", device.name());
        assertEquals(
                List.of("virtual:speaker", "virtual:wave", "wave-engine"), device.hardwareIds());
        assertEquals(1, device.resources().size());
        assertEquals("wave engine of virtual:speaker", engine(device).description());
        assertTrue(device.adapt(Recordable.class).isPresent());
        assertFalse(device.adapt(IoPort.class).isPresent());
        List<WaveEndpoint> endpoints = engine(device).endpoints();
        assertEquals(
                List.of("Speaker", "Speaker offload", "Loopback", "Microphone"),
                endpoints.stream().map(WaveEndpoint::name).toList());
        assertEquals(
                List.of(Role.HOST, Role.OFFLOAD, Role.LOOPBACK, Role.HOST),
                endpoints.stream().map(WaveEndpoint::role).toList());
        assertEquals(
                List.of(8, 3, 8, 8), endpoints.stream().map(WaveEndpoint::maximumStreams).toList());
        for (WaveEndpoint endpoint : endpoints) {
            assertEquals(WaveFormat.float32(48_000, 2), endpoint.preferred());
            assertTrue(endpoint.formats().stream().anyMatch(WaveFormat.pcm(384_000, 24, 32)::fits));
        }
        component.stop();
        assertEquals(List.of("virtual:speaker"), framework.removals);
        assertEquals(0, clock.openAlarms());
        component.stop();
    }

    @Test
    void the_sound_of_speakers_goes_through_a_mixer() {
        WaveComponent component = component(Map.of("socket", "unplugged"));
        component.start();
        Adapter device = framework.devices.get(0);
        assertEquals(
                List.of(
                        new Link("virtual:speaker", "Speaker", "virtual:speaker/mixer", "Wave"),
                        new Link(
                                "virtual:speaker/mixer",
                                "Record",
                                "virtual:speaker",
                                "Microphone")),
                device.links());
        Subdevice function = device.subdevices().get(0);
        assertEquals("mixer", function.name());
        Mixer mixer = (Mixer) function.resources().get(0);
        assertSame(mixer, device.adapt(VirtualMixer.class).orElseThrow());
        assertEquals("", device.withoutMixer());
        List<String> told = new ArrayList<>();
        mixer.onJackChange(
                line -> told.add(line.name() + " " + mixer.jacks(line).get(0).connected()));
        component.change(settings(Map.of("socket", "plugged")));
        assertEquals(List.of("Speakers true"), told);
        component.stop();
    }

    @Test
    void a_cable_has_two_ends() {
        WaveComponent component = component(Map.of("kind", "cable", "name", "loop", "channels", 4));
        component.start();
        Adapter device = framework.devices.get(0);
        assertEquals("virtual:loop", device.id());
        assertEquals(
                List.of("virtual:wave-cable", "virtual:wave", "wave-engine"), device.hardwareIds());
        assertEquals(
                List.of("Cable in", "Cable out"),
                engine(device).endpoints().stream().map(WaveEndpoint::name).toList());
        assertEquals(4, engine(device).endpoints().get(0).preferred().channels());
        assertEquals(List.of(), device.subdevices());
        assertEquals(List.of(), device.links());
        assertTrue(device.withoutMixer().startsWith("a cable"), device.withoutMixer());
        component.stop();
    }

    @Test
    void a_device_that_breaks_is_gone_by_itself() throws IOException {
        Map<String, Object> gone = Map.of("fault", new String[] {"gone"}, "faultFrames", 100);
        WaveComponent component = component(gone);
        component.start();
        Adapter device = framework.devices.get(0);
        WaveFormat format = WaveFormat.pcm(48_000, 16, 2);
        WaveEngineStream stream = engine(device).open(engine(device).endpoints().get(0), format);
        WatchedBuffer buffer = new WatchedBuffer(format, stream.shape(960, 2), 2);
        stream.prepare(buffer);
        stream.start();
        clock.advance(ReferenceTime.SECOND);
        Await.until("it goes", () -> clock.openAlarms() == 0);
        component.stop(); // waits for the thread that takes it away
        assertEquals(List.of("virtual:speaker gone"), framework.removals);
        assertEquals(100, buffer.position);
        stream.close();
    }

    @Test
    @Rule("JCK-4")
    void speakers_are_built_in_or_in_a_socket_that_notices_plugging() {
        assertEquals(JackDescription.integrated(3), speakerOf(Map.of()));
        JackDescription plugged = speakerOf(Map.of("socket", "plugged"));
        assertTrue(plugged.presenceDetect() && plugged.connected());
        assertEquals(JackDescription.PortConnection.JACK, plugged.portConnection());
        assertEquals(plugged.detecting(false), speakerOf(Map.of("socket", "unplugged")));
    }

    private JackDescription speakerOf(Map<String, Object> values) {
        WaveComponent component = component(values);
        component.start();
        WaveEngine engine = engine(framework.devices.get(0));
        List<List<JackDescription>> told =
                engine.endpoints().stream().map(((JackDetection) engine)::jacks).toList();
        assertEquals(engine.endpoints().stream().map(WaveEndpoint::jacks).toList(), told);
        assertEquals(told.get(0), told.get(1), "offload streams leave by the same socket");
        assertEquals(List.of(), told.get(2));
        assertEquals(List.of(JackDescription.integrated(0)), told.get(3));
        component.stop();
        return told.get(0).get(0);
    }

    @Test
    @Rule({"JCK-4", "JCK-6", "DYN-8"})
    void a_plug_that_is_pulled_is_told_and_the_stream_goes_on() throws IOException {
        WaveComponent component = component(Map.of("socket", "plugged"));
        component.start();
        Adapter device = framework.devices.get(0);
        WaveEngine engine = engine(device);
        JackDetection sockets = (JackDetection) engine;
        WaveEndpoint speaker = engine.endpoints().get(0);
        List<String> told = new ArrayList<>();
        sockets.onJackChange(
                endpoint ->
                        told.add(
                                endpoint.name()
                                        + " "
                                        + sockets.jacks(endpoint).get(0).connected()));
        WaveFormat format = WaveFormat.pcm(48_000, 16, 2);
        try (WaveEngineStream stream = engine.open(speaker, format)) {
            WatchedBuffer buffer = new WatchedBuffer(format, stream.shape(960, 2), 2);
            stream.prepare(buffer);
            stream.start();
            clock.advance(ReferenceTime.SECOND);
            component.change(settings(Map.of("socket", "unplugged")));
            component.change(settings(Map.of("socket", "unplugged")));
            assertEquals(List.of("Speaker false", "Speaker offload false"), told);
            assertSame(device, framework.devices.get(0));
            clock.advance(ReferenceTime.SECOND);
            assertEquals(96_000, buffer.position);
            stream.pause();
            stream.stop();
        }
        engine.open(speaker, format).close();
        sockets.onJackChange(null);
        component.change(settings(Map.of()));
        assertEquals(2, told.size(), "nobody is told any more");
        assertEquals(List.of(JackDescription.integrated(3)), sockets.jacks(speaker));
        assertEquals(List.of(), framework.removals);
        component.stop();
    }

    @Test
    void anything_else_makes_it_another_device() {
        WaveComponent component = component(Map.of());
        component.start();
        component.change(settings(Map.of("name", "second", "socket", "plugged")));
        assertEquals(List.of("virtual:speaker"), framework.removals);
        assertEquals("virtual:second", framework.devices.get(0).id());
        component.stop();
    }

    @Test
    void a_change_that_is_not_allowed_changes_nothing() {
        WaveComponent component = component(Map.of());
        component.start();
        assertThrows(
                IllegalArgumentException.class,
                () -> component.change(settings(Map.of("name", "second", "socket", "wall"))));
        assertEquals("virtual:speaker", framework.devices.get(0).id());
        assertEquals(List.of(), framework.removals);
        component.stop();
    }

    @Test
    void a_device_that_broke_does_not_take_its_successor_along() throws IOException {
        Map<String, Object> gone = Map.of("fault", new String[] {"gone"}, "faultFrames", 100);
        WaveComponent component = component(gone);
        component.start();
        Adapter device = framework.devices.get(0);
        WaveFormat format = WaveFormat.pcm(48_000, 16, 2);
        WaveEngineStream stream = engine(device).open(engine(device).endpoints().get(0), format);
        stream.prepare(new WatchedBuffer(format, stream.shape(960, 2), 2));
        stream.start();
        synchronized (component.device) {
            clock.advance(ReferenceTime.SECOND);
            Await.until("its thread waits", () -> leaving(Thread.State.BLOCKED));
            component.change(settings(Map.of()));
        }
        Await.until("its thread ends", () -> !leaving());
        assertEquals(List.of("virtual:speaker gone"), framework.removals);
        assertEquals(1, framework.devices.size());
        stream.close();
        component.stop();
    }

    /** Whether the thread that takes a broken device away is in one of these states, or in any. */
    private static boolean leaving(Thread.State... states) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("virtual:speaker goes"))
                .anyMatch(
                        thread ->
                                states.length == 0 || List.of(states).contains(thread.getState()));
    }

    @Test
    void each_bad_value_is_refused_by_name() {
        assertRefused(
                "fault=fire is not known; use one of late, stall, xrun, gone",
                Map.of("fault", new String[] {"late", "fire"}));
        assertRefused(
                "socket=wall is not known; use one of integrated, plugged, unplugged",
                Map.of("socket", "wall"));
        assertRefused("kind=hat is not known; use one of speaker, cable", Map.of("kind", "hat"));
        assertRefused(
                "output=radio is not known; use one of null, file", Map.of("output", "radio"));
        assertRefused(
                "file= is empty, but output=file needs it; name a WAV file, for example"
                        + " take-{number}.wav",
                Map.of("output", "file"));
        assertRefused(
                "file=/ is not the name of a file; use one such as take.wav",
                Map.of("output", "file", "file", "/"));
        assertRefused("rate=1 is out of range; use 8000 to 384000", Map.of("rate", 1));
        assertRefused("channels=33 is out of range; use 1 to 32", Map.of("channels", 33));
        assertRefused(
                "microphone=ear is not known; use one of tone, file, silence, loop",
                Map.of("microphone", "ear"));
        assertRefused(
                "toneFrequency=0 is out of range; use 1 to 20000", Map.of("toneFrequency", 0));
        assertRefused("toneLevel=1 is out of range; use -96 to 0", Map.of("toneLevel", 1));
        assertRefused(
                "drift=200000 is out of range; use -100000 to 100000", Map.of("drift", 200_000));
        assertRefused(
                "faultFrames=0 is out of range; use 1 to 2147483647", Map.of("faultFrames", 0));
        assertRefused(
                "name= cannot be part of a device id; use 1 to 64 letters, digits, '.', '_' or"
                        + " '-', beginning with a letter or digit",
                Map.of("name", ""));
    }

    private void assertRefused(String message, Map<String, Object> values) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> component(values)).getMessage());
    }
}
