package portcls.itest;

import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.BundleContext;

import portcls.api.client.AudioPath;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.MidiMessages;
import portcls.api.client.MidiPin;
import portcls.api.client.Target;
import portcls.api.client.Topology;
import portcls.api.client.WavePin;
import portcls.api.ks.KsEvents;
import portcls.api.ks.NodeTypes;

import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.inject.Inject;

/** Nothing of a driver of a card stays behind, whatever clients hold on to. */
@RunWith(PaxExam.class)
public class CardLeakIT {
    private static final Buffer BUFFER = Buffer.ofMillis(40);
    private static final int CYCLES = 20;
    private static final String SB16 = "virtual:sb16";
    private static final String OPL3 = "virtual:opl3";
    private static final String AC97 = "virtual:ac97";

    @Inject BundleContext context;

    private Services services;
    private Topology topology;

    @Configuration
    public Option[] container() {
        return new Option[] {Containers.allDrivers()};
    }

    @Before
    public void find() throws Exception {
        services = new Services(context);
        topology = services.get(Topology.class);
        Card.awaitWires(services, SB16);
        Card.awaitWires(services, AC97);
    }

    @Test
    public void nothing_of_a_wave_cyclic_driver_is_left() throws Exception {
        new LeakCheck(context, services, SB16)
                .assertNothingLeft("miniport.wavecyclic", CYCLES, this::useWave);
    }

    @Test
    public void nothing_of_a_wave_pci_driver_is_left() throws Exception {
        new LeakCheck(context, services, AC97)
                .assertNothingLeft("miniport.wavepci", CYCLES, this::useWave);
    }

    @Test
    public void nothing_of_a_driver_of_mixers_is_left() throws Exception {
        new LeakCheck(context, services, Card.mixer(AC97))
                .assertNothingLeft("miniport.topology", CYCLES, this::useMixer);
    }

    @Test
    public void nothing_of_an_fm_driver_is_left() throws Exception {
        new LeakCheck(context, services, OPL3)
                .assertNothingLeft("miniport.fmsynth", CYCLES, this::useFm);
    }

    private void useWave(Filter filter, int number, List<Object> stale) throws Exception {
        switch (number % 5) {
            case 0 -> {
                try (WavePin pin = play(filter, BUFFER)) {
                    stale.add(pin.buffer());
                }
            }
            case 1 -> stale.add(play(filter, BUFFER));
            // So short that it has given up before the next driver is there.
            case 2 -> stale.add(play(filter, BUFFER.hold(1, TimeUnit.MICROSECONDS)));
            case 3 -> {
                WavePin pin = filter.openCapture(BUFFER);
                pin.run();
                stale.add(pin);
                stale.add(pin.onPacket(() -> {}));
            }
            default -> {
                WavePin pin = play(filter, BUFFER);
                AudioPath path = topology.path(pin);
                stale.add(path);
                stale.addAll(path.controls());
            }
        }
    }

    private void useMixer(Filter filter, int number, List<Object> stale) throws Exception {
        Card.awaitWires(services, AC97);
        switch (number % 4) {
            case 0 -> {
                AudioPath path = topology.path(services.filter(AC97), 0);
                stale.add(path.volume().orElseThrow().onChange(() -> {}));
                stale.add(path);
            }
            case 1 -> stale.add(topology.mixer(filter));
            case 2 -> {
                try (AudioPath path = topology.path(services.filter(AC97), 0)) {
                    path.volume().orElseThrow().value(-1, -number * 65_536);
                    stale.add(path);
                }
            }
            default -> {
                FilterHandle handle = filter.open();
                stale.add(handle);
                stale.add(handle.enable(KsEvents.CONTROL_CHANGE, Target.node(0), false, () -> {}));
            }
        }
    }

    private void useFm(Filter first, int number, List<Object> stale) throws Exception {
        // Of the bundle's two drivers the second may come later and be the better one.
        Await.until("the driver with a volume serves it", () -> hasVolume(services.filter(OPL3)));
        stale.add(first);
        MidiPin pin = services.filter(OPL3).openMidi();
        stale.add(pin);
        if (number % 3 > 0) {
            pin.run();
            pin.send(0, MidiMessages.noteOn(0, 60, 100));
        }
        if (number % 3 > 1) {
            pin.close();
        }
    }

    private static boolean hasVolume(Filter fm) {
        return fm.descriptor().nodes().stream()
                .anyMatch(node -> node.type().equals(NodeTypes.VOLUME));
    }

    private static WavePin play(Filter filter, Buffer buffer) throws Exception {
        WavePin pin = filter.openRender(buffer);
        pin.run();
        pin.awaitPacket();
        pin.commit();
        return pin;
    }
}
