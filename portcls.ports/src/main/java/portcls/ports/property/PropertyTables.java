package portcls.ports.property;

import portcls.api.ks.AutomationTable;
import portcls.api.ks.KsId;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyRequest;

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
 * @param standard what the port answers unless the driver does
 */
record PropertyTables(
        Targets targets,
        AutomationTable ownedByPin,
        AutomationTable ownedByFilter,
        AutomationTable ownedByNode,
        AutomationTable standard) {

    /**
     * The item for a property.
     *
     * @throws portcls.api.PortClsException NOT_FOUND, INVALID_PARAMETER for a wrong node id
     */
    PropertyItem<?> require(Scope scope, int node, KsId set, int id, Object name) {
        for (AutomationTable table : candidates(scope, node)) {
            Optional<PropertyItem<?>> item = table.property(set, id);
            if (item.isPresent()) {
                return item.get();
            }
        }
        throw targets.notFound(name, scope, node, table -> table.property(set, id).isPresent());
    }

    private List<AutomationTable> candidates(Scope scope, int node) {
        List<AutomationTable> tables = new ArrayList<>();
        if (node != PropertyRequest.NO_NODE) {
            tables.add(ownedByNode);
            tables.addAll(targets.driverTables(scope, node));
            return tables;
        }
        if (scope instanceof PinScope) {
            tables.add(ownedByPin);
        }
        tables.add(ownedByFilter);
        tables.addAll(targets.driverTables(scope, node));
        tables.add(standard);
        return tables;
    }
}
