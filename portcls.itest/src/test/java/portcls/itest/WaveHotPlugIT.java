package portcls.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

import portcls.api.Status;
import portcls.api.adapter.Recordable;
import portcls.api.adapter.Recording;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.Gap;
import portcls.api.client.MidiMessages;
import portcls.api.client.MidiPin;
import portcls.api.client.RemovalReason;
import portcls.api.diag.DeviceState;
import portcls.api.diag.Finding;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveFormat;

import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.inject.Inject;

/** The wave driver goes and comes while sound plays, in real time. */
@RunWith(PaxExam.class)
public class WaveHotPlugIT {
    private static final String WAVE = "adapter.virtual.wave";
    private static final String ID = "virtual:plugged";
    private static final int RATE = 48_000;
    private static final WaveFormat FORMAT = WaveFormat.pcm(RATE, 16, 2);
    private static final Buffer BUFFER = Buffer.ofMillis(200).packets(8);

    @Inject BundleContext context;

    private Services services;
    private Bundle driver;

    @Configuration
    public Option[] container() {
        return new Option[] {Containers.everything()};
    }

    @Before
    public void configure() throws Exception {
        services = new Services(context);
        driver = services.bundle("miniport.wavert");
        services.configure(WAVE, Map.of("name", "plugged"));
    }

    @Test
    public void a_held_stream_goes_on_with_the_new_driver_and_tells_of_the_gap() throws Exception {
        Filter filter = services.filter(ID);
        Path file = Files.createDirectories(Path.of("target")).resolve("held.wav");
        Recording recording =
                services.adapter(ID).adapt(Recordable.class).orElseThrow().record(file);
        try (WavePlayer player =
                new WavePlayer(filter, FORMAT, BUFFER.hold(30, TimeUnit.SECONDS))) {
            player.awaitFrames(RATE / 2);
            MemorySegment buffer = player.pin().buffer();
            for (int i = 1; i <= 3; i++) {
                update();
                int gaps = i;
                Await.until("gap " + i + " is told", () -> player.pin().gaps().size() == gaps);
                long from = player.pin().transferredFrames();
                player.awaitFrames(from + RATE / 4);
            }
            assertSame(buffer, player.pin().buffer());
            assertEquals(KsState.RUN, player.pin().state());
            assertFalse(player.pin().removal().isPresent());
            for (Gap gap : player.pin().gaps()) {
                assertEquals(RemovalReason.ORDERLY, gap.cause().reason());
                assertTrue(gap.toString(), gap.frames() > 0 && gap.frames() < 10 * RATE);
                assertTrue(gap.toString(), gap.skipped() < player.pin().bufferFrames());
            }
            player.stop();
        }
        recording.close();
        Wav wav = Wav.read(file);
        double seconds = (double) wav.frames() / wav.rate();
        assertEquals("pitch at first", 440, wav.pitch(0.3, 0.45, 415, 466), 3);
        double late = seconds - 0.35;
        assertTrue("it sounds on to the end", wav.peak(late - 0.1, late) > 0.4);
    }

    @Test
    public void while_it_is_held_the_console_says_what_it_waits_for() throws Exception {
        Filter filter = services.filter(ID);
        try (WavePlayer player =
                new WavePlayer(filter, FORMAT, BUFFER.hold(30, TimeUnit.SECONDS))) {
            player.awaitFrames(RATE / 10);
            driver.stop();
            assertTrue(player.pin().isHeld());
            assertEquals(DeviceState.HELD, services.report(ID).state());
            Finding finding = services.why(ID, Finding.Cause.HELD);
            assertTrue(finding.what(), finding.what().contains("1 stream waits for it"));
            driver.start();
            Await.until("it goes on", () -> !player.pin().isHeld());
            player.stop();
        }
    }

    @Test
    public void a_stream_that_is_not_held_ends_at_once() throws Exception {
        Filter filter = services.filter(ID);
        try (WavePlayer player = new WavePlayer(filter, FORMAT, BUFFER)) {
            player.awaitFrames(RATE / 10);
            driver.stop();
            assertEquals(Status.DEVICE_REMOVED, player.failure().status());
        }
    }

    @Test
    public void a_device_that_breaks_in_mid_stream_is_told_as_a_surprise() throws Exception {
        services.configure(
                WAVE,
                Map.of("name", "frail", "fault", new String[] {"gone"}, "faultFrames", 9_600));
        Filter filter = services.filter("virtual:frail");
        try (WavePlayer player = new WavePlayer(filter, FORMAT, BUFFER)) {
            assertEquals(Status.DEVICE_REMOVED, player.failure().status());
            assertEquals(RemovalReason.SURPRISE, filter.removal().orElseThrow().reason());
        }
    }

    @Test
    public void the_sound_module_plays_to_a_wave_filter() throws Exception {
        Recordable speaker = services.adapter(ID).adapt(Recordable.class).orElseThrow();
        services.filter(ID);
        services.configure("adapter.virtual.mpu401", Map.of("name", "heard", "output", ID));
        Path file = Files.createDirectories(Path.of("target")).resolve("heard.wav");
        try (MidiPin midi = services.filter("virtual:heard").openMidi()) {
            midi.run();
            // A saw tooth, without reverb and chorus.
            midi.send(0, MidiMessages.programChange(0, 81));
            midi.send(0, MidiMessages.noteOn(0, 69, 100));
            Await.until(
                    "the speaker is played to",
                    () -> services.report(ID).state() == DeviceState.RUNNING);
            Recording recording = speaker.record(file);
            Await.until("three seconds are recorded", () -> recording.frames() > 3 * RATE);
            recording.close();
        }
        // How soon the synthesizer sounds is the machine's matter, not this test's.
        Wav wav = Wav.read(file);
        double from = wav.firstSound(0) + 0.2;
        assertTrue("it sounds: " + from, from > 0.2 && from < 2.5);
        assertEquals("pitch", 440, wav.pitch(from, from + 0.4, 415, 466), 2);
        assertTrue("level", wav.level(from, from + 0.4) > 0.01);
    }

    private void update() throws Exception {
        try (InputStream jar = Files.newInputStream(Containers.jar("miniport.wavert"))) {
            driver.update(jar);
        }
    }
}
