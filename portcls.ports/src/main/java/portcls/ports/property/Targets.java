package portcls.ports.property;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsId;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyRequest;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The pins and nodes that a request may be for: checks their ids and finds words for them. */
final class Targets {
    private final FilterDescriptor filter;

    Targets(FilterDescriptor filter) {
        this.filter = filter;
    }

    PinDescriptor pin(int pinId) {
        return filter.pins().get(checkPin(pinId));
    }

    int checkPin(int pinId) {
        return check("pin", pinId, filter.pins().size());
    }

    NodeDescriptor node(int nodeId) {
        return filter.nodes().get(checkNode(nodeId));
    }

    int checkNode(int nodeId) {
        return check("node", nodeId, filter.nodes().size());
    }

    /**
     * The driver's tables for a request, first one first. A pin is also good enough for what the
     * filter alone could answer.
     */
    List<AutomationTable> driverTables(Scope scope, int node) {
        if (node != PropertyRequest.NO_NODE) {
            return List.of(node(node).automation());
        }
        return switch (scope) {
            case PinScope pin -> List.of(pin(pin.pinId()).automation(), filter.automation());
            case HandleScope _ -> List.of(filter.automation());
        };
    }

    /** The item of the first synthesizer node that has a property; null when none has. */
    @Nullable PropertyItem<?> synthesizerProperty(KsId set, int id) {
        return filter.nodes().stream()
                .filter(node -> node.type().equals(NodeTypes.SYNTHESIZER))
                .flatMap(node -> node.automation().property(set, id).stream())
                .findFirst()
                .orElse(null);
    }

    /** The miniport's stream when a pin is asked. */
    static Optional<Object> minorTarget(Scope scope) {
        return scope instanceof PinScope pin ? Optional.of(pin.stream()) : Optional.empty();
    }

    String describe(Scope scope, int node) {
        if (node != PropertyRequest.NO_NODE) {
            return "node " + node + " (" + node(node).type() + ")";
        }
        return scope instanceof PinScope pin ? "open pin " + pin.pinId() : "the filter";
    }

    /** The failure of a request for something that the target does not have, and who has it. */
    PortClsException notFound(Object key, Scope scope, int node, Predicate<AutomationTable> holds) {
        StringBuilder others = new StringBuilder();
        if (holds.test(filter.automation())) {
            others.append(", the filter");
        }
        IntStream.range(0, filter.pins().size())
                .filter(i -> holds.test(filter.pins().get(i).automation()))
                .forEach(i -> others.append(", open pin ").append(i));
        IntStream.range(0, filter.nodes().size())
                .filter(i -> holds.test(filter.nodes().get(i).automation()))
                .forEach(i -> others.append(", node ").append(i));
        return new PortClsException(
                Status.NOT_FOUND,
                describe(scope, node)
                        + " does not have "
                        + key
                        + (others.isEmpty() ? "" : "; ask " + others.substring(2)));
    }

    private static int check(String what, int id, int count) {
        if (id < 0 || id >= count) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    count == 0
                            ? "the filter has no " + what + "s: " + what + "=" + id
                            : what + " must lie in 0 … " + (count - 1) + ": " + what + "=" + id);
        }
        return id;
    }
}
