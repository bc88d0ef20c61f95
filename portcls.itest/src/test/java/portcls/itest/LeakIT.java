package portcls.itest;

import static org.junit.Assert.assertTrue;

import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.BundleContext;

import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.MidiCapturePin;
import portcls.api.client.MidiMessages;
import portcls.api.client.MidiPin;
import portcls.api.time.ReferenceTime;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import javax.inject.Inject;

/** Nothing of a bundle stays behind, however often it comes and whatever clients hold on to. */
@RunWith(PaxExam.class)
public class LeakIT {
    private static final String ID = "virtual:leak";

    @Inject BundleContext context;

    private Services services;

    @Configuration
    public Option[] container() {
        return new Option[] {Containers.house()};
    }

    @Before
    public void configure() throws Exception {
        services = new Services(context);
        services.configure(
                "adapter.virtual.mpu401", Map.of("name", "leak", "connector", "loop-back"));
        services.filter(ID);
    }

    @Test
    public void nothing_of_a_driver_is_left_after_two_hundred_cycles() throws Exception {
        new LeakCheck(context, services, ID).assertNothingLeft("miniport.midi", 200, LeakIT::use);
    }

    @Test
    public void nothing_of_a_device_is_left_after_fifty_cycles() throws Exception {
        new LeakCheck(context, services, ID).assertNothingLeft("adapter.virtual", 50, LeakIT::use);
    }

    /** Does what clients do, each time something else, and forgets things in all states. */
    private static void use(Filter filter, int number, List<Object> stale) throws Exception {
        switch (number % 8) {
            case 0 -> stale.add(filter);
            case 1 -> {
                try (MidiPin pin = play(filter)) {
                    stale.add(pin);
                }
            }
            case 2 -> stale.add(play(filter));
            case 3 -> {
                MidiPin pin = play(filter);
                long later = pin.now() + ReferenceTime.seconds(60);
                pin.send(later, MidiMessages.noteOff(0, 60));
                pin.send(later, new byte[600], 0, 600);
                stale.add(pin);
            }
            case 4 -> {
                MidiCapturePin pin = filter.openMidiCapture();
                pin.run();
                stale.add(pin);
            }
            case 5 -> {
                FilterHandle handle = filter.open();
                stale.add(handle.openMidi(handle.firstMidiPin(false)));
                stale.add(handle);
            }
            case 6 -> {
                stale.add(filter.onRemoval(removal -> {}));
                stale.add(filter.descriptor());
            }
            default -> stale.add(play(filter).counters());
        }
    }

    private static MidiPin play(Filter filter) throws Exception {
        MidiPin pin = filter.openMidi();
        pin.run();
        pin.send(MidiMessages.noteOn(0, 60, 100));
        assertTrue(pin.awaitDrained(Duration.ofSeconds(30)));
        return pin;
    }
}
