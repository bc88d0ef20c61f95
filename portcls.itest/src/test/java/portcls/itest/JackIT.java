package portcls.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.BundleContext;

import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.Gap;
import portcls.api.client.RemovalReason;
import portcls.api.client.WavePin;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveFormat;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.inject.Inject;

/** The same client code on a real JACK server, which comes, dies and comes back. */
@RunWith(PaxExam.class)
public class JackIT {
    private static final int RATE = 48_000;
    private static final WaveFormat FORMAT = WaveFormat.pcm(RATE, 16, 2);

    @Inject BundleContext context;

    private Services services;
    private JackDaemon server;
    private String id;

    @Configuration
    public Option[] container() {
        return new Option[] {Containers.everything()};
    }

    @Before
    public void start() throws Exception {
        services = new Services(context);
        server = new JackDaemon("portcls-it");
        id = "jack:" + server.name();
        services.configure("adapter.jack", Map.of("name", "it", "server", server.name()));
        server.start();
    }

    @After
    public void stop() throws Exception {
        if (server != null) {
            services.bundle("adapter.jack").stop();
            server.close();
        }
    }

    @Test
    public void a_held_stream_goes_on_when_the_server_is_back() throws Exception {
        Filter filter = services.filter(id);
        Sine sine = new Sine(440, RATE, 0.25);
        Buffer buffer = Buffer.ofMillis(200).packets(4).hold(30, TimeUnit.SECONDS);
        try (WavePin pin = filter.openRender(FORMAT, buffer)) {
            pin.run();
            play(pin, sine, RATE / 4);
            server.kill();
            Await.until("the stream waits for the server", pin::isHeld);
            assertEquals(RemovalReason.SURPRISE, filter.removal().orElseThrow().reason());
            server.start();
            play(pin, sine, pin.transferredFrames() + RATE / 4);
            assertFalse(pin.isHeld());
            assertEquals(KsState.RUN, pin.state());
            assertEquals(1, pin.gaps().size());
            Gap gap = pin.gaps().getFirst();
            assertEquals(RemovalReason.SURPRISE, gap.cause().reason());
            assertTrue(gap.toString(), gap.frames() > 0);
        }
    }

    @Test
    public void the_microphone_of_a_server_without_a_card_is_silent() throws Exception {
        try (WavePin pin =
                services.filter(id).openCapture(FORMAT, Buffer.ofMillis(100).packets(4))) {
            pin.run();
            for (int i = 0; i < 8; i++) {
                assertEquals(-1, pin.awaitPacket().mismatch(silence(pin)));
                pin.commit();
            }
        }
    }

    private static MemorySegment silence(WavePin pin) {
        return MemorySegment.ofArray(new byte[pin.packetFrames() * Sine.FRAME_BYTES]);
    }

    private static void play(WavePin pin, Sine sine, long until) throws Exception {
        while (pin.transferredFrames() < until) {
            sine.fill(pin.awaitPacket());
            pin.commit();
        }
    }
}
