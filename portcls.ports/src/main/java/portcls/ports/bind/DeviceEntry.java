package portcls.ports.bind;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.Adapter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A device that is there, with the binding that serves it and those that were tried in vain.
 * Guarded by the binder's lock.
 */
final class DeviceEntry {
    final Adapter adapter;
    final Instant since = Instant.now();
    final List<Binding> failed = new ArrayList<>();
    @Nullable Binding active;
    @Nullable ExplicitStart explicit;

    /** Why it takes no part; empty when it does. */
    String refusal = "";

    DeviceEntry(Adapter adapter) {
        this.adapter = adapter;
    }

    Optional<Binding> active() {
        return Optional.ofNullable(active);
    }

    boolean failedWith(Driver driver) {
        return failed.stream().anyMatch(binding -> binding.driver() == driver);
    }

    List<Binding> bindings() {
        List<Binding> all = new ArrayList<>(failed);
        active().ifPresent(all::add);
        return all;
    }
}
