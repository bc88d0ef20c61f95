package portcls.ports.property;

import portcls.api.IMasterClock;
import portcls.api.ks.PhysicalConnection;

import java.util.Optional;

/** What the port's own properties tell and the descriptor does not. Asked at PASSIVE level. */
public interface FilterFacts {
    /** Who serves the filter, for messages; for example {@code miniport.midi 0.1.0}. */
    String driver();

    /** Instances of a pin that are open now, over all handles of the filter. */
    int openInstances(int pinId);

    /** The wire at a pin, if there is one. */
    Optional<PhysicalConnection> physicalConnection(int pinId);

    /** What this kind of port answers beyond what all ports do. */
    default PortProperties properties() {
        return PortProperties.NONE;
    }

    /** The clock behind SYNTH_MASTERCLOCK; only music filters have that property. */
    default Optional<IMasterClock> masterClock() {
        return Optional.empty();
    }
}
