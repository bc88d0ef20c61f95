package portcls.api.ks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the parts of a {@link FilterDescriptor} in the order of their ids. For one thread. */
public final class FilterDescriptorBuilder {
    private final String name;
    private final List<PinDescriptor> pins = new ArrayList<>();
    private final List<NodeDescriptor> nodes = new ArrayList<>();
    private final List<ConnectionDescriptor> connections = new ArrayList<>();
    private final Set<KsId> categories = new LinkedHashSet<>();
    private AutomationTable automation = AutomationTable.EMPTY;

    FilterDescriptorBuilder(String name) {
        this.name = name;
    }

    /** Adds a pin; its id is the number of pins added before. */
    public FilterDescriptorBuilder pin(PinDescriptor pin) {
        pins.add(pin);
        return this;
    }

    /** Adds a node; its id is the number of nodes added before. */
    public FilterDescriptorBuilder node(NodeDescriptor node) {
        nodes.add(node);
        return this;
    }

    /** Adds a connection. */
    public FilterDescriptorBuilder connect(ConnectionDescriptor connection) {
        connections.add(connection);
        return this;
    }

    /** Adds a category, see {@link Categories}. */
    public FilterDescriptorBuilder category(KsId category) {
        categories.add(category);
        return this;
    }

    /** Sets the properties of the filter itself. */
    public FilterDescriptorBuilder automation(AutomationTable table) {
        automation = table;
        return this;
    }

    /** Checks the whole and makes it. */
    public FilterDescriptor build() {
        return new FilterDescriptor(name, automation, pins, nodes, connections, categories);
    }
}
