package portcls.ports.bind;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.Link;
import portcls.api.adapter.Resource;
import portcls.api.adapter.ResourceType;
import portcls.api.adapter.Subdevice;

import java.util.ArrayList;
import java.util.List;

/** A device with a main function and as many further ones as a test wants. */
final class Card implements Adapter {
    final List<Subdevice> functions = new ArrayList<>();
    final List<Link> links = new ArrayList<>();
    final Resource registers = new Registers("main");
    volatile boolean gone;
    private final String id;

    Card(String id) {
        this.id = id;
    }

    /** A card with a further function for each of these names, which are its hardware ids, too. */
    static Card with(String id, String... names) {
        Card card = new Card(id);
        for (String name : names) {
            card.function(name, name);
        }
        return card;
    }

    Card function(String name, String... hardwareIds) {
        functions.add(new Subdevice(name, List.of(hardwareIds), List.of(new Registers(name))));
        return this;
    }

    Card link(String from, String fromConnector, String to, String toConnector) {
        links.add(new Link(from, fromConnector, to, toConnector));
        return this;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public List<String> hardwareIds() {
        return List.of("card");
    }

    @Override
    public List<Resource> resources() {
        return List.of(registers);
    }

    @Override
    public List<Subdevice> subdevices() {
        return functions;
    }

    @Override
    public List<Link> links() {
        return links;
    }

    @Override
    public boolean isGone() {
        return gone;
    }

    record Registers(String description) implements Resource {
        @Override
        public ResourceType type() {
            return ResourceType.PORT;
        }
    }
}
