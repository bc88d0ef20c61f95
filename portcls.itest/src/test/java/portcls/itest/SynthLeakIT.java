package portcls.itest;

import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.BundleContext;

import portcls.api.client.DirectMusicPin;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.MidiMessages;
import portcls.api.client.MidiPin;
import portcls.api.client.SynthOutput;
import portcls.api.ks.WaveFormat;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.Map;

import javax.inject.Inject;

/** Nothing of a synthesizer stays behind, whatever clients hold on to. */
@RunWith(PaxExam.class)
public class SynthLeakIT {
    private static final String ID = "synth:gervill";
    private static final WaveFormat FORMAT = WaveFormat.pcm(44_100, 16, 2);

    @Inject BundleContext context;

    private Services services;

    @Configuration
    public Option[] container() {
        return new Option[] {Containers.synths()};
    }

    @Before
    public void configure() throws Exception {
        services = new Services(context);
        services.configure("adapter.virtual.wave", Map.of("name", "leak"));
        services.filter("virtual:leak");
        services.filter(ID);
    }

    @Test
    public void nothing_of_a_synthesizer_is_left_after_thirty_cycles() throws Exception {
        new LeakCheck(context, services, ID)
                .assertNothingLeft("miniport.dmus", 30, SynthLeakIT::use);
    }

    private static void use(Filter filter, int number, List<Object> stale) {
        switch (number % 4) {
            case 0 -> {
                try (DirectMusicPin pin = play(filter)) {
                    stale.add(pin.counters());
                }
            }
            case 1 -> stale.add(play(filter));
            case 2 -> {
                FilterHandle handle = filter.open();
                SynthOutput out = handle.openSynthOutput(FORMAT);
                out.run();
                MidiPin pin = handle.openDirectMusic(handle.firstDirectMusicPin(false));
                pin.run();
                pin.send(0, MidiMessages.noteOn(0, 60, 100));
                try (Arena arena = Arena.ofConfined()) {
                    out.render(arena.allocate(40_000, 8));
                }
                stale.add(handle);
                stale.add(out);
            }
            default -> {
                MidiPin pin = filter.openMidi();
                stale.add(pin);
            }
        }
    }

    private static DirectMusicPin play(Filter filter) {
        DirectMusicPin pin = filter.openDirectMusic();
        pin.run();
        pin.send(pin.latencyTime(), 0, MidiMessages.noteOn(0, 60, 100));
        return pin;
    }
}
