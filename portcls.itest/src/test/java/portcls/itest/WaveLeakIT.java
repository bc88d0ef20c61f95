package portcls.itest;

import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.BundleContext;

import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.WavePin;
import portcls.api.ks.WaveFormat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.inject.Inject;

/** Nothing of a wave driver or device stays behind, whatever clients hold on to. */
@RunWith(PaxExam.class)
public class WaveLeakIT {
    private static final String ID = "virtual:leak";
    private static final WaveFormat FORMAT = WaveFormat.float32(48_000, 2);
    private static final Buffer BUFFER = Buffer.ofMillis(20);

    @Inject BundleContext context;

    private Services services;

    @Configuration
    public Option[] container() {
        return new Option[] {Containers.waves()};
    }

    @Before
    public void configure() throws Exception {
        services = new Services(context);
        services.configure("adapter.virtual.wave", Map.of("name", "leak"));
        services.filter(ID);
    }

    @Test
    public void nothing_of_a_driver_is_left_after_a_hundred_cycles() throws Exception {
        new LeakCheck(context, services, ID)
                .assertNothingLeft("miniport.wavert", 100, WaveLeakIT::use);
    }

    @Test
    public void nothing_of_a_device_is_left_after_thirty_cycles() throws Exception {
        new LeakCheck(context, services, ID)
                .assertNothingLeft("adapter.virtual", 30, WaveLeakIT::use);
    }

    private static void use(Filter filter, int number, List<Object> stale) throws Exception {
        switch (number % 6) {
            case 0 -> {
                try (WavePin pin = play(filter, BUFFER)) {
                    stale.add(pin.buffer());
                }
            }
            case 1 -> stale.add(play(filter, BUFFER));
            // So short that it has given up before the next driver is there.
            case 2 -> stale.add(play(filter, BUFFER.hold(1, TimeUnit.MICROSECONDS)));
            case 3 -> {
                WavePin pin = filter.openCapture(FORMAT, BUFFER);
                pin.run();
                stale.add(pin);
                stale.add(pin.onPacket(() -> {}));
            }
            case 4 -> {
                FilterHandle handle = filter.open();
                stale.add(handle);
                stale.add(handle.openWave(handle.firstWavePin(false), FORMAT, BUFFER.packets(4)));
            }
            default -> stale.add(filter.onNotification(FORMAT.subFormat(), _ -> {}));
        }
    }

    private static WavePin play(Filter filter, Buffer buffer) throws Exception {
        WavePin pin = filter.openRender(FORMAT, buffer);
        pin.run();
        pin.awaitPacket();
        pin.commit();
        return pin;
    }
}
