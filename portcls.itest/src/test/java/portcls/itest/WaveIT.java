package portcls.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
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
import portcls.api.Status;
import portcls.api.adapter.Recordable;
import portcls.api.adapter.Recording;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.KsReply;
import portcls.api.client.Target;
import portcls.api.client.WavePin;
import portcls.api.client.WavePosition;
import portcls.api.ks.Categories;
import portcls.api.ks.JackDescription;
import portcls.api.ks.JackProperty;
import portcls.api.ks.KsEvents;
import portcls.api.ks.KsLayout;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.api.time.VirtualClock;
import portcls.api.wavert.PresentationPosition;
import portcls.api.wavert.RtAudioProperty;
import portcls.conformance.Rule;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import javax.inject.Inject;

/** Sound goes the whole way: client, port, stock driver, virtual device, WAV; in exact time. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class WaveIT {
    private static final String WAVE = "adapter.virtual.wave";
    private static final int RATE = 48_000;
    private static final WaveFormat FORMAT = WaveFormat.pcm(RATE, 16, 2);
    private static final Buffer BUFFER = Buffer.ofMillis(20).packets(2);

    @Inject BundleContext context;

    private Services services;
    private VirtualClock clock;

    @Configuration
    public Option[] container() {
        return new Option[] {Containers.wavesInVirtualTime()};
    }

    @Before
    public void find() throws Exception {
        services = new Services(context);
        clock = services.get(VirtualClock.class);
    }

    @Test
    @Rule({"WRT-18", "PKT-2", "PKT-5"})
    public void what_a_program_writes_into_the_buffer_is_what_sounds_bit_by_bit() throws Exception {
        services.configure(WAVE, Map.of("name", "exact"));
        Filter speaker = services.filter("virtual:exact");
        Recordable device = services.adapter("virtual:exact").adapt(Recordable.class).orElseThrow();
        Path file = Files.createDirectories(Path.of("target")).resolve("exact.wav");
        Sine sine = new Sine(440, RATE, 0.5);
        try (WavePin pin = speaker.openRender(FORMAT, BUFFER)) {
            Recording recording = device.record(file);
            fillBuffer(pin, sine);
            pin.run();
            while (sine.frame() < RATE) {
                clock.advance(ReferenceTime.millis(10));
                fillBuffer(pin, sine);
            }
            assertEquals(0, pin.glitches());
            clock.advance(ReferenceTime.millis(50));
            recording.close();
            assertEquals("nothing followed", 1, pin.glitches());
        }
        Sound.assertExact("speaker", Wav.read(file), sine, RATE - 1);
    }

    @Test
    @Rule({"STR-6", "WRT-10", "PKT-9"})
    public void run_moves_the_position_pause_freezes_it_and_stop_zeroes_it() throws Exception {
        services.configure(WAVE, Map.of("name", "moves"));
        WavePosition position = new WavePosition();
        try (WavePin pin = services.filter("virtual:moves").openRender(FORMAT, BUFFER)) {
            clock.advance(ReferenceTime.SECOND);
            assertEquals(0, pin.transferredFrames());
            pin.run();
            clock.advance(ReferenceTime.millis(100));
            assertEquals(4_800, pin.transferredFrames());
            pin.position(position);
            assertEquals(4_800, position.transferredFrames());
            PresentationPosition heard = pin.get(RtAudioProperty.PRESENTATION_POSITION);
            assertTrue(heard.positionInBlocks() <= 4_800);

            pin.pause();
            clock.advance(ReferenceTime.SECOND);
            assertEquals(4_800, pin.transferredFrames());
            pin.run();
            clock.advance(ReferenceTime.millis(100));
            assertEquals(9_600, pin.transferredFrames());

            pin.stop();
            assertEquals(0, pin.transferredFrames());
            assertEquals(0, (int) pin.get(RtAudioProperty.PACKETCOUNT));
            assertEquals(KsState.STOP, pin.state());
        }
    }

    @Test
    @Rule("PKT-4")
    public void with_packet_5_in_progress_6_is_next_5_is_late_and_7_is_too_early()
            throws Exception {
        services.configure(WAVE, Map.of("name", "golden"));
        try (WavePin pin = services.filter("virtual:golden").openRender(FORMAT, BUFFER)) {
            pin.run();
            clock.advance(ReferenceTime.millis(50));
            assertEquals(5, (int) pin.get(RtAudioProperty.PACKETCOUNT));
            assertEquals(Status.DATA_LATE_ERROR, refused(pin, 5, 0));
            assertEquals(Status.DATA_OVERRUN, refused(pin, 7, 0));
            assertEquals(Status.INVALID_PARAMETER, refused(pin, 6, 0x400));
            set(pin, 6, 0);
            MemorySegment packet = pin.pollPacket();
            assertNotNull(packet);
            assertEquals(6, pin.packetNumber());
            assertEquals(pin.buffer().address(), packet.address());
        }
    }

    @Test
    @Rule({"PKT-7", "PKT-8"})
    public void what_a_cable_carries_is_recorded_as_it_was_played() throws Exception {
        services.configure(WAVE, Map.of("name", "wire", "kind", "cable"));
        Filter cable = services.filter("virtual:wire");
        Sine sine = new Sine(997, RATE, 0.9);
        try (WavePin out = cable.openRender(FORMAT, BUFFER);
                WavePin in = cable.openCapture(FORMAT, BUFFER)) {
            fillBuffer(out, sine);
            in.run();
            out.run();
            short[] heard = new short[RATE / 2];
            int frames = 0;
            while (frames < heard.length) {
                clock.advance(ReferenceTime.millis(10));
                fillBuffer(out, sine);
                for (MemorySegment packet = in.pollPacket();
                        packet != null && frames < heard.length;
                        packet = in.pollPacket()) {
                    for (long i = 0; i < packet.byteSize() && frames < heard.length; i += 4) {
                        heard[frames] = Sine.left(packet, i);
                        assertEquals("right", -heard[frames++], Sine.right(packet, i));
                    }
                    in.commit();
                }
            }
            int start = 0;
            while (heard[start] == 0) {
                start++;
            }
            for (int i = start; i < heard.length; i++) {
                assertEquals("frame " + i, sine.sample(i - start + 1), heard[i]);
            }
            assertEquals(0, in.glitches() + out.glitches());
        }
    }

    @Test
    @Rule({"WRT-20", "JCK-1", "JCK-2"})
    public void a_wave_filter_says_what_it_is_and_where_its_sockets_are() throws Exception {
        services.configure(WAVE, Map.of("name", "told"));
        Filter speaker = services.filter("virtual:told");
        assertTrue(speaker.descriptor().categories().contains(Categories.REALTIME));
        try (FilterHandle handle = speaker.open()) {
            boolean any = false;
            for (int pin = 0; pin < speaker.descriptor().pins().size(); pin++) {
                any |= !handle.get(JackProperty.DESCRIPTION, Target.pin(pin)).isEmpty();
            }
            assertTrue("some pin has a socket", any);
            assertEquals(
                    Status.INVALID_PARAMETER,
                    assertThrows(
                                    PortClsException.class,
                                    () -> handle.get(JackProperty.DESCRIPTION, Target.pin(99)))
                            .status());
        }
    }

    @Test
    @Rule("JCK-3")
    public void who_asks_for_the_sockets_by_bytes_is_told_how_many_there_are() throws Exception {
        services.configure(WAVE, Map.of("name", "raw"));
        Filter speaker = services.filter("virtual:raw");
        try (FilterHandle handle = speaker.open()) {
            int pin = 0;
            while (handle.get(JackProperty.DESCRIPTION, Target.pin(pin)).isEmpty()) {
                pin++;
            }
            int size = 8 + 28 * handle.get(JackProperty.DESCRIPTION, Target.pin(pin)).size();
            assertEquals(new KsReply(Status.BUFFER_OVERFLOW, size), askJacks(handle, pin, 0));
            assertEquals(
                    new KsReply(Status.BUFFER_TOO_SMALL, size), askJacks(handle, pin, size - 1));
            assertEquals(new KsReply(Status.SUCCESS, size), askJacks(handle, pin, size));
        }
    }

    private static KsReply askJacks(FilterHandle handle, int pin, int room) {
        ByteBuffer request = KsLayout.little(32);
        KsLayout.putGuid(request, JackProperty.SET.guid());
        request.putInt(JackProperty.DESCRIPTION.id()).putInt(1).putInt(pin).putInt(0).flip();
        return handle.ksProperty(request, KsLayout.little(room));
    }

    @Test
    public void who_records_hears_the_microphone_and_not_what_is_played() throws Exception {
        services.configure(WAVE, Map.of("name", "hears"));
        try (WavePin pin = services.filter("virtual:hears").openCapture(FORMAT, BUFFER)) {
            pin.run();
            clock.advance(ReferenceTime.millis(15));
            MemorySegment packet = pin.pollPacket();
            assertNotNull(packet);
            long silent = packet.mismatch(MemorySegment.ofArray(new byte[(int) packet.byteSize()]));
            assertTrue("the microphone's tone is there", silent >= 0);
        }
    }

    @Test
    @Rule({"JCK-4", "JCK-6", "DYN-8"})
    public void a_pulled_plug_is_told_to_who_asked_and_the_stream_plays_on() throws Exception {
        services.configure(WAVE, Map.of("name", "jack", "socket", "plugged"));
        Filter speaker = services.filter("virtual:jack");
        CountDownLatch told = new CountDownLatch(1);
        try (FilterHandle handle = speaker.open();
                WavePin stream = speaker.openRender(FORMAT, BUFFER)) {
            Target socket = Target.pin(detectingPin(speaker, handle));
            assertTrue(handle.get(JackProperty.DESCRIPTION, socket).getFirst().connected());
            handle.enable(KsEvents.JACKINFOCHANGE, socket, false, told::countDown);
            stream.run();
            clock.advance(ReferenceTime.millis(100));

            services.configure(WAVE, Map.of("name", "jack", "socket", "unplugged"));
            Await.until(
                    "the change is told",
                    () -> {
                        clock.advance(0); // what is queued runs on the thread that moves the clock
                        return told.getCount() == 0;
                    });
            assertFalse(handle.get(JackProperty.DESCRIPTION, socket).getFirst().connected());
            assertTrue(handle.get(JackProperty.DESCRIPTION2, socket).getFirst().presenceDetect());
            clock.advance(ReferenceTime.millis(100));
            assertEquals(9_600, stream.transferredFrames());
        }
    }

    private static int detectingPin(Filter filter, FilterHandle handle) {
        for (int pin = 0; pin < filter.descriptor().pins().size(); pin++) {
            if (handle.get(JackProperty.DESCRIPTION, Target.pin(pin)).stream()
                    .anyMatch(JackDescription::presenceDetect)) {
                return pin;
            }
        }
        throw new AssertionError("no socket notices plugging: " + filter.descriptor().pins());
    }

    @Test
    public void a_format_that_nobody_offers_is_refused_in_words() throws Exception {
        services.configure(WAVE, Map.of("name", "picky"));
        PortClsException refusal =
                assertThrows(
                        PortClsException.class,
                        () ->
                                services.filter("virtual:picky")
                                        .openRender(WaveFormat.pcm(4_000, 16, 2), BUFFER));
        assertEquals(Status.NO_MATCH, refusal.status());
        assertTrue(refusal.getMessage(), refusal.getMessage().contains("samplesPerSecond=4000"));
    }

    @Test
    @Rule({"STR-1", "WRT-8"})
    public void a_stream_that_does_not_run_says_so_instead_of_waiting() throws Exception {
        services.configure(WAVE, Map.of("name", "still"));
        try (WavePin pin = services.filter("virtual:still").openRender(FORMAT, BUFFER)) {
            assertEquals(KsState.STOP, pin.state());
            for (int i = 0; i < pin.packets(); i++) {
                assertNotNull(pin.pollPacket());
                pin.commit();
            }
            assertNull(pin.pollPacket());
            assertEquals(
                    Status.INVALID_DEVICE_STATE,
                    assertThrows(PortClsException.class, pin::awaitPacket).status());
        }
    }

    private static void fillBuffer(WavePin pin, Sine sine) {
        for (MemorySegment packet = pin.pollPacket(); packet != null; packet = pin.pollPacket()) {
            sine.fill(packet);
            pin.commit();
        }
    }

    private static void set(WavePin pin, int number, int flags) {
        pin.set(
                RtAudioProperty.SETWRITEPACKET,
                new portcls.api.wavert.WritePacket(number, flags, 0));
    }

    private static Status refused(WavePin pin, int number, int flags) {
        return assertThrows(PortClsException.class, () -> set(pin, number, flags)).status();
    }
}
