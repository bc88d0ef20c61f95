package portcls.ports.bind;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.DeviceMatch;
import portcls.api.adapter.Subdevice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a driver can have of a device: one of its functions, or all of it. Knows the binding that
 * serves it and those that were tried in vain. Guarded by the binder's lock.
 */
final class Slot {
    /** Device id, or {@code device/function}. */
    final String id;

    /** What drivers see that look for something to serve. */
    final Adapter seen;

    /** Name of the further function; empty for the main one, and for all of the device. */
    final String function;

    /** Whether it is all of the device. */
    final boolean whole;

    final List<Binding> failed = new ArrayList<>();
    final Map<Driver, Bid> bids = new LinkedHashMap<>();
    @Nullable Binding active;

    /** Why it takes no part; empty when it does. */
    final String refusal;

    private Slot(String id, Adapter seen, String function, boolean whole, String refusal) {
        this.id = id;
        this.seen = seen;
        this.function = function;
        this.whole = whole;
        this.refusal = refusal;
    }

    /** All of a device. */
    static Slot whole(Adapter adapter) {
        return new Slot(adapter.id(), adapter, "", true, "");
    }

    /** The main function of a device. */
    static Slot main(Adapter adapter) {
        return new Slot(adapter.id(), adapter, "", false, "");
    }

    /** A further function of a device. */
    static Slot further(Adapter adapter, Subdevice function, String refusal) {
        return new Slot(
                adapter.id() + "/" + function.name(),
                new Function(adapter, function),
                function.name(),
                false,
                refusal);
    }

    Optional<Binding> active() {
        return Optional.ofNullable(active);
    }

    List<Binding> bindings() {
        List<Binding> all = new ArrayList<>(failed);
        active().ifPresent(all::add);
        return all;
    }

    /** Bindings of a driver that goes; here they are forgotten. */
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

    /** Bindings that came to nothing; here they are forgotten. */
    List<Binding> takeFailed() {
        List<Binding> taken = List.copyOf(failed);
        failed.clear();
        return taken;
    }

    /** What a driver that goes bids; here it is forgotten. */
    Optional<Bid> takeBid(long serviceId) {
        Optional<Bid> taken =
                bids.values().stream()
                        .filter(bid -> bid.driver().serviceId() == serviceId)
                        .findFirst();
        taken.ifPresent(bid -> bids.remove(bid.driver()));
        return taken;
    }

    /** The bids of all drivers of the fitting kind; those that are new are not begun. */
    List<Bid> ask(Collection<Driver> drivers, Duration limit) {
        return drivers.stream()
                .filter(driver -> driver.startsDevices() == whole)
                .map(driver -> bids.computeIfAbsent(driver, it -> new Bid(it, id, seen, limit)))
                .toList();
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
}
