package portcls.ports.bind;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.Subdevice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A device that is there, with everything that drivers can have of it. Guarded by the binder's
 * lock.
 */
final class DeviceEntry {
    final Adapter adapter;
    final Instant since = Instant.now();

    /** All of it, for a driver that starts it. */
    final Slot whole;

    /** Its functions, the main one first. */
    final List<Slot> functions;

    /** Its own start, when its adapter makes its subdevices itself. */
    final @Nullable ExplicitStart explicit;

    /** Subdevices of a device that is served as a whole whose driver broke, by filter id: why. */
    final Map<String, String> broken = new LinkedHashMap<>();

    /** Why it takes no part; empty when it does. */
    String refusal = "";

    /** Whether it is stopped for a while, to be started anew. */
    boolean halted;

    DeviceEntry(Adapter adapter, @Nullable ExplicitStart explicit) {
        this.adapter = adapter;
        this.explicit = explicit;
        whole = Slot.whole(adapter);
        functions = functions(adapter);
    }

    /** Everything that drivers can have. */
    Stream<Slot> slots() {
        return Stream.concat(Stream.of(whole), functions.stream());
    }

    /** The main function. */
    Slot main() {
        return functions.getFirst();
    }

    List<Binding> bindings() {
        return slots().flatMap(slot -> slot.bindings().stream()).toList();
    }

    /** The bindings that serve its functions now. */
    List<Binding> servingFunctions() {
        return functions.stream().flatMap(slot -> slot.active().stream()).toList();
    }

    private static List<Slot> functions(Adapter adapter) {
        List<Slot> slots = new ArrayList<>(List.of(Slot.main(adapter)));
        Set<String> names = new HashSet<>();
        for (Subdevice function : adapter.subdevices()) {
            String refusal =
                    names.add(function.name())
                            ? ""
                            : "another function of the device has the same name; names must"
                                    + " differ: name="
                                    + function.name();
            slots.add(Slot.further(adapter, function, refusal));
        }
        return List.copyOf(slots);
    }
}
