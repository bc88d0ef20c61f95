package portcls.ports.bind;

import portcls.api.adapter.Adapter;
import portcls.ports.filter.PortFilter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a device stands, for diagnosis.
 *
 * @param adapter the device
 * @param since since when it is there
 * @param active the binding that serves it or starts to
 * @param failed bindings that failed
 * @param explicit whether its adapter makes its subdevices itself
 * @param refusal why it takes no part; empty when it does
 * @param bids what drivers bid, best first
 * @param filters its filters
 */
public record DeviceView(
        Adapter adapter,
        Instant since,
        Optional<Binding> active,
        List<Binding> failed,
        boolean explicit,
        String refusal,
        List<Binder.Candidate> bids,
        List<PortFilter> filters) {
    /** Whether another driver has it. */
    public boolean isServedByAnother(Driver driver) {
        return active.map(binding -> binding.driver() != driver).orElse(false);
    }
}
