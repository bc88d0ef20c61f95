package portcls.ports.property;

import portcls.api.dmus.SynthProperty;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.KsId;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyRequest;
import portcls.api.ks.SynthClockProperty;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the table that serves a request ({@code audio-property-handlers}): what the port owns
 * comes first, then the driver's table, then the port's handlers that a driver may replace.
 *
 * @param targets pins and nodes
 * @param ownedByPin state and format of an open pin
 * @param ownedByFilter topology
 * @param ownedByNode a node's name
 * @param standard what every port answers unless the driver does
 * @param standardOfPin the same of an open pin
 * @param ofPort what this kind of port answers unless the driver does
 */
record PropertyTables(
        Targets targets,
        AutomationTable ownedByPin,
        AutomationTable ownedByFilter,
        AutomationTable ownedByNode,
        AutomationTable standard,
        AutomationTable standardOfPin,
        PortProperties ofPort) {

    /**
     * The item for a property.
     *
     * @throws portcls.api.PortClsException NOT_FOUND, INVALID_PARAMETER for a wrong node id
     */
    PropertyItem<?> require(Scope scope, int node, KsId set, int id, Object name) {
        PropertyItem<?> found = null;
        for (AutomationTable table : candidates(scope, node)) {
            Optional<PropertyItem<?>> item = table.property(set, id);
            if (item.isPresent()) {
                // A verb that the driver leaves is still the port's.
                found = found == null ? item.get() : orElse(found, item.get());
            }
        }
        if (found == null && node == PropertyRequest.NO_NODE && comesWithoutNode(set, id)) {
            found = targets.synthesizerProperty(set, id);
        }
        if (found == null) {
            throw targets.notFound(name, scope, node, table -> table.property(set, id).isPresent());
        }
        return found;
    }

    /**
     * Whether there is any property of a set.
     *
     * @throws portcls.api.PortClsException NOT_FOUND, INVALID_PARAMETER for a wrong node id
     */
    void requireSet(Scope scope, int node, KsId set) {
        boolean there =
                candidates(scope, node).stream().anyMatch(table -> has(table, set))
                        || node == PropertyRequest.NO_NODE && isSynthesizersWithoutNode(set);
        if (!there) {
            throw targets.notFound("any property of " + set, scope, node, it -> has(it, set));
        }
    }

    private boolean isSynthesizersWithoutNode(KsId set) {
        return set.equals(SynthProperty.SET)
                && targets.synthesizerProperty(set, SynthProperty.VOLUME.id()) != null;
    }

    private static boolean has(AutomationTable table, KsId set) {
        return table.properties().stream().anyMatch(item -> item.key().set().equals(set));
    }

    /** Properties of a synthesizer node that are asked for without its id, all the same. */
    private static boolean comesWithoutNode(KsId set, int id) {
        return set.equals(SynthProperty.SET) && id == SynthProperty.VOLUME.id()
                || set.equals(SynthClockProperty.SET) && id == SynthClockProperty.MASTERCLOCK.id();
    }

    @SuppressWarnings("unchecked") // the types of the values were compared
    private static <T> PropertyItem<T> orElse(PropertyItem<T> first, PropertyItem<?> second) {
        return first.key().type().name().equals(second.key().type().name())
                ? first.orElse((PropertyItem<T>) second)
                : first;
    }

    private List<AutomationTable> candidates(Scope scope, int node) {
        List<AutomationTable> tables = new ArrayList<>();
        if (node != PropertyRequest.NO_NODE) {
            tables.add(ownedByNode);
            tables.addAll(targets.driverTables(scope, node));
            tables.add(ofPort.ofNode(targets.node(node), scope instanceof PinScope));
            return tables;
        }
        if (scope instanceof PinScope) {
            tables.add(ownedByPin);
        }
        tables.add(ownedByFilter);
        tables.addAll(targets.driverTables(scope, node));
        if (scope instanceof PinScope) {
            tables.add(ofPort.ofPin());
            tables.add(standardOfPin);
        }
        tables.add(ofPort.ofFilter());
        tables.add(standard);
        return tables;
    }
}
