package portcls.ports.bind;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.DeviceMatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A device that is there, with the binding that serves it and those that were tried in vain.
 * Guarded by the binder's lock.
 */
final class DeviceEntry {
    final Adapter adapter;
    final Instant since = Instant.now();
    final List<Binding> failed = new ArrayList<>();
    final Map<Driver, Bid> bids = new LinkedHashMap<>();
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

    /** Under the lock: bindings of a driver that goes; here they are forgotten. */
    List<Binding> takeAll(long serviceId) {
        List<Binding> taken =
                bindings().stream()
                        .filter(binding -> binding.driver().serviceId() == serviceId)
                        .toList();
        failed.removeAll(taken);
        if (active != null && taken.contains(active)) {
            active = null;
        }
        return taken;
    }

    /** Under the lock: what a driver that goes bids; here it is forgotten. */
    Optional<Bid> takeBid(long serviceId) {
        Optional<Bid> taken =
                bids.values().stream()
                        .filter(bid -> bid.driver().serviceId() == serviceId)
                        .findFirst();
        taken.ifPresent(bid -> bids.remove(bid.driver()));
        return taken;
    }

    /** Who bids, as far as that is known; no driver is asked. */
    Stream<Binder.Candidate> candidates() {
        return bids.values().stream()
                .flatMap(
                        bid ->
                                bid.known().stream()
                                        .map(
                                                answer ->
                                                        new Binder.Candidate(
                                                                bid.driver(), answer.bid())))
                .filter(candidate -> candidate.bid() != DeviceMatch.NONE);
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
