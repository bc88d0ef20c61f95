package portcls.ports.port;

import org.jspecify.annotations.Nullable;

import portcls.api.IPort;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.PhysicalConnection;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Physical connections: directed wires between pins of filters, or to something outside that has
 * only a name. Thread-safe.
 */
public final class Wires {
    private final List<Wire> wires = new CopyOnWriteArrayList<>();

    /** One end: a port, or the name of something outside. */
    private record End(@Nullable IPort port, @Nullable String name, int pin) {
        static End of(Object portOrName, int pin) {
            return portOrName instanceof IPort port
                    ? new End(port, null, pin)
                    : new End(null, portOrName.toString(), pin);
        }

        boolean is(IPort other, int otherPin) {
            return port == other && pin == otherPin;
        }

        PhysicalConnection asSeenFromTheOtherEnd() {
            String filter = name;
            if (port instanceof PortDriver driver) {
                filter = driver.filter().map(it -> it.id()).orElse("");
            }
            return new PhysicalConnection(Objects.requireNonNullElse(filter, ""), pin);
        }
    }

    private record Wire(End from, End to) {}

    /** Adds a wire; each end is an {@link IPort} or a name. */
    public void add(Object from, int fromPin, Object to, int toPin) {
        Wire wire = new Wire(checked(from, fromPin), checked(to, toPin));
        if (wires.contains(wire)) {
            throw new PortClsException(
                    Status.OBJECT_NAME_COLLISION,
                    "there is such a physical connection already: " + wire);
        }
        wires.add(wire);
    }

    /** Removes exactly that wire. */
    public void remove(Object from, int fromPin, Object to, int toPin) {
        if (!wires.remove(new Wire(End.of(from, fromPin), End.of(to, toPin)))) {
            throw new PortClsException(
                    Status.NOT_FOUND,
                    "there is no such physical connection: fromPin="
                            + fromPin
                            + ", toPin="
                            + toPin);
        }
    }

    /** Removes every wire of a port that goes. */
    public void removeAll(IPort port) {
        wires.removeIf(wire -> wire.from().port() == port || wire.to().port() == port);
    }

    /** The other end of the wire at a pin. */
    public Optional<PhysicalConnection> at(IPort port, int pin) {
        for (Wire wire : wires) {
            if (wire.from().is(port, pin)) {
                return Optional.of(wire.to().asSeenFromTheOtherEnd());
            }
            if (wire.to().is(port, pin)) {
                return Optional.of(wire.from().asSeenFromTheOtherEnd());
            }
        }
        return Optional.empty();
    }

    private static End checked(Object portOrName, int pin) {
        if (portOrName instanceof PortDriver driver) {
            int pins = driver.filter().map(filter -> filter.descriptor().pins().size()).orElse(0);
            if (pin < 0 || pin >= pins) {
                throw new PortClsException(
                        Status.INVALID_PARAMETER,
                        "the filter has pins 0 … " + (pins - 1) + ": pin=" + pin);
            }
        }
        return End.of(portOrName, pin);
    }
}
