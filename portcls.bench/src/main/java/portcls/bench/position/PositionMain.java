package portcls.bench.position;

import adapter.jack.lib.JackClient;
import adapter.jack.wave.JackEngine;

import org.osgi.framework.BundleException;

import portcls.api.client.Filter;
import portcls.bench.Container;
import portcls.bench.alsa.AlsaHouse;
import portcls.bench.stack.WaveHouse;
import portcls.ports.time.SystemClock;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reads a position again and again, in a process of its own. */
public final class PositionMain {
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration BETWEEN = Duration.ofMillis(10);

    /** After a glitch. */
    private static final Duration SETTLE = Duration.ofMillis(100);

    /** A reading that was held up longer says nothing. */
    private static final long HELD_UP_NANOS = 200_000;

    private static final Map<String, Maker> KINDS =
            Map.of(
                    "virtual", PositionMain::virtual,
                    "jack", PositionMain::jack,
                    "alsa", PositionMain::alsa,
                    "jdk", LinePosition::new);

    /** Opens one. */
    @FunctionalInterface
    private interface Maker {
        PositionSource open() throws Exception;
    }

    private PositionMain() {}

    /** The kind of device, and for how many milliseconds. */
    public static void main(String[] arguments) throws Exception {
        Maker maker = KINDS.get(arguments[0]);
        if (maker == null) {
            throw new IllegalArgumentException("kind=" + arguments[0] + "; use one of " + KINDS);
        }
        long nanos = Duration.ofMillis(Long.parseLong(arguments[1])).toNanos();
        LineFit fit = new LineFit();
        try (PositionSource source = maker.open()) {
            Thread.sleep(WARM_UP);
            long glitches = source.glitches();
            long seen = glitches;
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < nanos) {
                long before = System.nanoTime();
                long frames = source.frames();
                long after = System.nanoTime();
                long now = source.glitches();
                if (now != seen) {
                    seen = now;
                    fit.glitch();
                    Thread.sleep(SETTLE);
                    continue;
                }
                if (after - before < HELD_UP_NANOS) {
                    fit.add((before + after) / 2 - begin, frames);
                }
                Thread.sleep(BETWEEN);
            }
            LineFit.Line line = fit.line();
            System.out.println(
                    "line readings="
                            + line.readings()
                            + " deviation="
                            + line.deviation()
                            + " largest="
                            + line.largest()
                            + " rate="
                            + line.rate()
                            + " glitches="
                            + (seen - glitches));
        }
        System.exit(0); // whatever a peer left running
    }

    /** In a real container, with the bundles that ship. */
    private static PositionSource virtual() throws Exception {
        Container container =
                Container.open(Map.of(), List.of("miniport.wavert", "adapter.virtual"));
        Filter filter = container.await(Filter.class, "(portcls.device=virtual:speaker)");
        return new PinPosition(
                filter,
                () -> {
                    try {
                        container.close();
                    } catch (BundleException e) {
                        throw new IOException("the framework does not stop", e);
                    }
                });
    }

    private static PositionSource jack() throws IOException {
        SystemClock clock = new SystemClock();
        JackClient client =
                JackClient.open("", "bench-position", clock, () -> {})
                        .orElseThrow(() -> new IOException("there is no JACK server"));
        JackEngine engine = new JackEngine(client, 2, true);
        client.activate();
        WaveHouse house = new WaveHouse(clock, engine);
        return new PinPosition(
                house.filter(),
                () -> {
                    house.close();
                    engine.close();
                    client.close();
                    clock.close();
                });
    }

    private static PositionSource alsa() throws IOException {
        AlsaHouse house = new AlsaHouse();
        return new PinPosition(house.filter(), house);
    }
}
