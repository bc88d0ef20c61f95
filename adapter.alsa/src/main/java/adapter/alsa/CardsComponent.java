package adapter.alsa;

import static java.lang.System.Logger.Level.WARNING;

import adapter.alsa.card.CardScan;
import adapter.alsa.card.Found;
import adapter.alsa.card.KernelCards;
import adapter.alsa.card.NodeWatch;
import adapter.alsa.lib.Alsa;
import adapter.alsa.lib.AlsaException;
import adapter.alsa.midi.MidiNode;
import adapter.alsa.pcm.PcmEngine;
import adapter.alsa.pcm.PcmSource;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import portcls.api.time.MasterClock;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Plugs in what the sound cards have, and follows as cards come and go. A PCM that cannot be asked
 * what it can do, for example since another program has it, is plugged in when it can.
 */
@Component(
        configurationPolicy = ConfigurationPolicy.IGNORE,
        immediate = true,
        service = {})
public final class CardsComponent {
    private static final System.Logger LOG = System.getLogger(CardsComponent.class.getName());

    private final BundleContext context;
    private final MasterClock clock;
    private final boolean usable;
    private final CardScan scan;
    private final Path nodes;

    private volatile @Nullable Worker worker;
    private @Nullable NodeWatch watch;

    // Of the worker's thread.
    private final Map<Found, AdapterService> plugged = new HashMap<>();
    private final Map<Found, String> said = new HashMap<>();
    private String lastTrouble = "";

    /** Looks at the kernel's cards. */
    @Activate
    public CardsComponent(
            BundleContext context, @Reference MasterClock clock, @Reference Alsa alsa) {
        this(context, clock, alsa.isThere(), new KernelCards(), KernelCards.NODES);
    }

    CardsComponent(
            BundleContext context, MasterClock clock, boolean usable, CardScan scan, Path nodes) {
        this.context = context;
        this.clock = clock;
        this.usable = usable;
        this.scan = scan;
        this.nodes = nodes;
    }

    /** Begins to look; the first look is on another thread already. */
    @Activate
    void start() {
        if (!usable) {
            return;
        }
        Worker started = new Worker("alsa cards");
        worker = started;
        watch = new NodeWatch(nodes, () -> started.execute(this::reconcile));
    }

    /** Takes all devices away. */
    @Deactivate
    void stop() {
        NodeWatch oldWatch = watch;
        watch = null;
        if (oldWatch != null) {
            try {
                oldWatch.close();
            } catch (IOException e) {
                LOG.log(WARNING, "the watch of {0} could not be ended: {1}", nodes, e);
            }
        }
        Worker oldWorker = worker;
        worker = null;
        if (oldWorker != null) {
            oldWorker.stop(this::pullAll);
        }
    }

    private void pullAll() {
        plugged.values().forEach(service -> pull(service, false));
        plugged.clear();
    }

    private static void pull(AdapterService service, boolean gone) {
        try {
            service.pull(gone);
        } catch (RuntimeException e) {
            // The others go all the same.
            LOG.log(WARNING, service.device().id() + " did not go as it should", e);
        }
    }

    private void lookAgain() {
        Worker looking = worker;
        if (looking != null) {
            looking.execute(this::reconcile);
        }
    }

    /** Makes the services what the cards are. */
    private void reconcile() {
        List<Found> found;
        try {
            found = scan.scan();
            lastTrouble = "";
        } catch (AlsaException | RuntimeException e) {
            if (!lastTrouble.equals(reason(e))) {
                lastTrouble = reason(e);
                LOG.log(WARNING, "no sound card is found: {0}", lastTrouble);
            }
            return;
        }
        Iterator<Map.Entry<Found, AdapterService>> old = plugged.entrySet().iterator();
        while (old.hasNext()) {
            Map.Entry<Found, AdapterService> device = old.next();
            if (!found.contains(device.getKey())) {
                old.remove();
                pull(device.getValue(), true);
            }
        }
        said.keySet().retainAll(found);
        for (Found device : found) {
            if (!plugged.containsKey(device)) {
                plug(device, found);
            }
        }
    }

    /** The mixer of a card went; so its device goes too, and comes with the next look if it can. */
    private void lostMixer(Found found) {
        Worker looking = worker;
        if (looking != null) {
            looking.execute(
                    () -> {
                        AdapterService device = plugged.remove(found);
                        if (device != null) {
                            pull(device, true);
                        }
                    });
        }
    }

    private void plug(Found found, List<Found> all) {
        try {
            plugged.put(
                    found,
                    switch (found) {
                        case Found.Pcm pcm -> plugPcm(pcm, all);
                        case Found.Midi midi -> AdapterService.plug(context, device(midi));
                    });
            said.remove(found);
        } catch (AlsaException | RuntimeException e) {
            // An odd one must not keep those after it away.
            String why = reason(e);
            if (!why.equals(said.put(found, why))) {
                LOG.log(WARNING, "{0} ({1}): {2}", found.id(), found.name(), why);
            }
        }
    }

    private static String reason(Exception e) {
        return e instanceof AlsaException refused ? refused.getMessage() : e.toString();
    }

    private AdapterService plugPcm(Found.Pcm pcm, List<Found> all) throws AlsaException {
        PcmSource source =
                PcmSource.of(
                        "hw:" + pcm.place(),
                        pcm.name(),
                        pcm.playbackStreams(),
                        pcm.captureStreams());
        PcmEngine engine = PcmEngine.probe(source, clock, why -> lookAgain());
        return AdapterService.plug(
                context, AlsaDevice.of(source, pcm.driver(), engine, mixer(pcm, all)));
    }

    /** A card has one mixer; it is that of its first PCM. */
    private MixerFunction mixer(Found.Pcm pcm, List<Found> all) {
        Found.Pcm first = firstOf(pcm, all);
        return pcm.equals(first)
                ? MixerFunction.of("hw:" + pcm.card(), why -> lostMixer(pcm))
                : MixerFunction.none(
                        "the mixer of the card " + pcm.card() + " is that of " + first.id());
    }

    /** The first one of its card that plays, or else the first. */
    static Found.Pcm firstOf(Found.Pcm pcm, List<Found> all) {
        List<Found.Pcm> ofCard =
                all.stream()
                        .filter(Found.Pcm.class::isInstance)
                        .map(Found.Pcm.class::cast)
                        .filter(it -> it.card().equals(pcm.card()))
                        .toList();
        return ofCard.stream()
                .filter(it -> it.playbackStreams() > 0)
                .findFirst()
                .orElse(ofCard.isEmpty() ? pcm : ofCard.getFirst());
    }

    private AlsaDevice device(Found.Midi midi) {
        return AlsaDevice.of(
                midi,
                new MidiNode(
                        midi.node(),
                        midi.name(),
                        midi.readable(),
                        midi.writable(),
                        this::lookAgain));
    }
}
