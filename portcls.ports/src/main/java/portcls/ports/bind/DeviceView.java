package portcls.ports.bind;

import portcls.api.adapter.Adapter;
import portcls.ports.filter.PortFilter;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a device, or one function of it, stands; for diagnosis.
 *
 * @param id device id, or {@code device/function}
 * @param adapter the device
 * @param seen what drivers see of it that look for something to serve
 * @param since since when it is there
 * @param active the binding that serves it or starts to
 * @param failed bindings that failed
 * @param explicit whether its adapter makes its subdevices itself
 * @param refusal why it takes no part; empty when it does
 * @param bids what drivers bid, best first
 * @param filters its filters
 * @param functions the ids of all functions that this tells of
 * @param broken filters whose driver broke while others of the device go on: why
 */
public record DeviceView(
        String id,
        Adapter adapter,
        Adapter seen,
        Instant since,
        Optional<Binding> active,
        List<Binding> failed,
        boolean explicit,
        String refusal,
        List<Binder.Candidate> bids,
        List<PortFilter> filters,
        Set<String> functions,
        Map<String, String> broken) {
    /** What people call it. */
    public String name() {
        return seen.name();
    }

    /** What drivers look for. */
    public List<String> hardwareIds() {
        return seen.hardwareIds();
    }

    /** Whether another driver has it. */
    public boolean isServedByAnother(Driver driver) {
        return active.map(binding -> binding.driver() != driver).orElse(false);
    }

    /** Whether this tells of a device, function or filter. */
    public boolean tellsOf(String subject) {
        return adapter.id().equals(subject)
                || functions.contains(subject)
                || broken.containsKey(subject)
                || filters.stream().anyMatch(filter -> filter.id().equals(subject));
    }

    /** The adapter driver that gets all of the device as soon as nothing of it is in use. */
    public Optional<Driver> awaitedBy() {
        boolean served = active.map(binding -> binding.driver().startsDevices()).orElse(false);
        return served
                ? Optional.empty()
                : bids.stream()
                        .map(Binder.Candidate::driver)
                        .filter(driver -> driver.startsDevices() && !hasFailed(driver))
                        .findFirst();
    }

    /** Whether it is that driver. */
    public boolean isAwaitedBy(Driver driver) {
        return awaitedBy().filter(waiting -> waiting == driver).isPresent();
    }

    private boolean hasFailed(Driver driver) {
        return failed.stream().anyMatch(binding -> binding.driver() == driver);
    }
}
