package portcls.itest;

import portcls.api.PortClass;
import portcls.api.adapter.Recordable;
import portcls.api.adapter.Recording;
import portcls.api.client.Filter;
import portcls.api.client.Topology;
import portcls.api.ks.WaveFormat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The simulated sound cards, one for each kind of wave port. */
enum Card {
    SPEAKER(PortClass.WAVERT, "miniport.wavert", "adapter.virtual.wave", 48_000, "microphone"),
    SB16(PortClass.WAVECYCLIC, "miniport.wavecyclic", "adapter.virtual.sb16", 44_100, "lineIn"),
    AC97(PortClass.WAVEPCI, "miniport.wavepci", "adapter.virtual.ac97", 48_000, "input");

    private final PortClass kind;
    private final String driver;
    private final String pid;
    private final int rate;
    private final String input;

    Card(PortClass kind, String driver, String pid, int rate, String input) {
        this.kind = kind;
        this.driver = driver;
        this.pid = pid;
        this.rate = rate;
        this.input = input;
    }

    /** Kind of its wave port. */
    PortClass kind() {
        return kind;
    }

    /** The bundle that drives its waves. */
    String driver() {
        return driver;
    }

    /** The rate at which it changes no sample. */
    int rate() {
        return rate;
    }

    /** 16 bits, stereo, at that rate. */
    WaveFormat format() {
        return WaveFormat.pcm(rate, 16, 2);
    }

    /**
     * Plugs one in that nobody else uses.
     *
     * @param purpose makes its name
     * @return its filter of waves, wired to its mixer
     */
    Filter plug(Services services, String purpose) throws Exception {
        return plug(services, purpose, Map.of());
    }

    /** Plugs one in that records what a file holds. */
    Filter plugWithInput(Services services, String purpose, Path file) throws Exception {
        return plug(services, purpose, Map.of(input, "file", input + "File", file.toString()));
    }

    private Filter plug(Services services, String purpose, Map<String, Object> more)
            throws Exception {
        Map<String, Object> settings = new HashMap<>(more);
        String name = name().toLowerCase(Locale.ROOT) + "-" + purpose;
        settings.put("name", name);
        services.configure(pid, settings);
        Filter wave = services.filter("virtual:" + name);
        awaitWires(services, wave.id());
        return wave;
    }

    /** Returns when waves and mixer of a card are wired. */
    static void awaitWires(Services services, String id) throws Exception {
        Topology topology = services.get(Topology.class);
        services.filter(mixer(id));
        Await.until(id + " is wired to its mixer", () -> wires(topology, id) == 2);
    }

    /** How many wires lead from the waves of a card to its mixer and back. */
    static long wires(Topology topology, String id) {
        return topology.wires().stream()
                .filter(
                        wire ->
                                wire.from().equals(id) && wire.to().equals(mixer(id))
                                        || wire.from().equals(mixer(id)) && wire.to().equals(id))
                .count();
    }

    /** The id of its mixer. */
    static String mixer(String id) {
        return id + "/mixer";
    }

    /** Records what a card sounds. */
    static Recording record(Services services, String id, String name) throws Exception {
        return services.adapter(id).adapt(Recordable.class).orElseThrow().record(target(name));
    }

    /** A file for what a test hears. */
    static Path target(String name) throws IOException {
        return Files.createDirectories(Path.of("target")).resolve(name + ".wav").toAbsolutePath();
    }
}
