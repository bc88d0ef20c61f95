package portcls.itest;

import static org.junit.Assert.assertEquals;

import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.BundleContext;

import portcls.api.DevicePowerState;
import portcls.api.client.Buffer;
import portcls.api.client.WavePin;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveFormat;
import portcls.api.power.PowerManager;
import portcls.api.power.SystemPowerState;
import portcls.api.time.ReferenceTime;
import portcls.api.time.VirtualClock;
import portcls.conformance.Rule;

import javax.inject.Inject;

/** The machine says on the system bus that it sleeps, and wakes, while a device plays. */
@RunWith(PaxExam.class)
public class MachineSleepIT {
    private static final String SPEAKER = "virtual:speaker";
    private static final int RATE = 48_000;
    private static final WaveFormat FORMAT = WaveFormat.pcm(RATE, 16, 2);

    @Inject BundleContext context;

    private Services services;
    private SleepingMachine machine;

    @Configuration
    public Option[] container() {
        return new Option[] {Containers.sleepingWavesInVirtualTime()};
    }

    @Before
    public void find() throws Exception {
        services = new Services(context);
        machine = new SleepingMachine();
    }

    @After
    public void end() {
        if (machine != null) {
            machine.close();
        }
    }

    @Test
    @Rule("PWR-1")
    public void a_stream_waits_while_the_machine_sleeps_and_goes_on_when_it_wakes()
            throws Exception {
        PowerManager power = services.get(PowerManager.class);
        VirtualClock clock = services.get(VirtualClock.class);
        Sine sine = new Sine(441, RATE, 0.5);
        Buffer buffer = Buffer.ofMillis(80).packets(4);
        try (WavePin pin = services.filter(SPEAKER).openRender(FORMAT, buffer)) {
            machine.awaitHeld(1);
            Sound.play(clock, pin, sine, RATE / 2);

            machine.sleep();
            machine.awaitHeld(0);
            assertEquals(SystemPowerState.SLEEPING3, power.systemState());
            assertEquals(DevicePowerState.D3, state(power));
            long moved = pin.transferredFrames();
            clock.advance(ReferenceTime.SECOND);
            assertEquals(moved, pin.transferredFrames());
            assertEquals(KsState.RUN, pin.state());

            machine.wake();
            machine.awaitHeld(1);
            assertEquals(SystemPowerState.WORKING, power.systemState());
            assertEquals(DevicePowerState.D0, state(power));
            Sound.play(clock, pin, sine, RATE);
            assertEquals(0, pin.glitches());
            assertEquals(1, pin.gaps().size());
        }
        services.bundle("portcls.logind").stop();
        machine.awaitHeld(0);
    }

    private static DevicePowerState state(PowerManager power) {
        return power.devices().stream()
                .filter(status -> status.deviceId().equals(SPEAKER))
                .findFirst()
                .orElseThrow()
                .state();
    }
}
