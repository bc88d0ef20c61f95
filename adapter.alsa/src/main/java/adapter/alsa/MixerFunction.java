package adapter.alsa;

import adapter.alsa.lib.AlsaException;
import adapter.alsa.mixer.AlsaMixer;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.Link;
import portcls.api.adapter.MixerLine;
import portcls.api.adapter.Subdevice;
import portcls.api.adapter.WaveEndpoint;
import portcls.api.ks.DataFlow;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * The mixer of a device as a further function of it, or why there is none.
 *
 * @param why empty when there is one, or nobody expects one
 */
record MixerFunction(@Nullable AlsaMixer mixer, String why) implements AutoCloseable {
    private static final String NAME = "mixer";

    /** None. */
    static MixerFunction none(String why) {
        return new MixerFunction(null, why);
    }

    /**
     * That of a control device, if it has one.
     *
     * @param lost told on a thread that must not be blocked when the mixer went by itself
     */
    static MixerFunction of(String control, Consumer<IOException> lost) {
        try {
            AlsaMixer mixer = AlsaMixer.open(control, lost);
            if (!mixer.layout().controls().isEmpty()) {
                return new MixerFunction(mixer, "");
            }
            mixer.close();
            return none(
                    "ALSA offers no mixer controls for "
                            + control
                            + ": the card has none; change the volume in the program or at the"
                            + " loudspeaker");
        } catch (AlsaException e) {
            return none("ALSA offers no mixer controls for " + control + ": " + e.getMessage());
        }
    }

    /** What drivers bid for. */
    List<Subdevice> subdevices() {
        return mixer == null
                ? List.of()
                : List.of(new Subdevice(NAME, List.of("alsa:mixer", "mixer"), List.of(mixer)));
    }

    /** The wires between a device and this. */
    List<Link> links(String device, List<WaveEndpoint> endpoints) {
        if (mixer == null) {
            return List.of();
        }
        String own = device + "/" + NAME;
        List<String> names = endpoints.stream().map(WaveEndpoint::name).toList();
        return mixer.layout().lines().stream()
                .filter(line -> names.contains(line.name()))
                .map(line -> link(device, own, line))
                .toList();
    }

    private static Link link(String device, String mixer, MixerLine line) {
        return line.flow() == DataFlow.IN
                ? new Link(device, line.name(), mixer, line.name())
                : new Link(mixer, line.name(), device, line.name());
    }

    @Override
    public void close() {
        if (mixer != null) {
            mixer.close();
        }
    }
}
