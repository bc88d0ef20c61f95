package portcls.ports.pnp;

import portcls.api.PortClass;
import portcls.api.ks.KsState;
import portcls.api.wavert.IMiniportWaveRTInputStream;
import portcls.api.wavert.IMiniportWaveRTOutputStream;
import portcls.api.wavert.IMiniportWaveRTStream;
import portcls.ports.filter.OpenPin;
import portcls.ports.port.PortDriver;

import java.util.List;
import java.util.Optional;

/** Whether the ports of a device let it be stopped (PNP-5). On the worker. */
final class StopQuery {
    private StopQuery() {}

    /** A port of a kind that takes no part; empty when all do. */
    static Optional<String> outsider(List<PortDriver> ports) {
        return ports.stream()
                .map(PortDriver::portClass)
                .filter(kind -> kind != PortClass.TOPOLOGY && kind != PortClass.WAVERT)
                .findFirst()
                .map(
                        kind ->
                                "it has a "
                                        + kind.key()
                                        + " port; only topology and wavert ports can");
    }

    /** A stream that cannot be taken from its program; empty when there is none. */
    static Optional<String> keeper(List<PortDriver> ports) {
        return ports.stream()
                .flatMap(port -> port.filter().stream())
                .flatMap(filter -> filter.openPins().stream())
                .filter(pin -> pin.state() != KsState.STOP)
                .filter(StopQuery::showsRegisters)
                .findFirst()
                .map(
                        pin ->
                                "a stream of "
                                        + pin.filter().id()
                                        + " is in "
                                        + pin.state()
                                        + ", and its program may read the device's own registers");
    }

    private static boolean showsRegisters(OpenPin pin) {
        return pin.stream() instanceof IMiniportWaveRTStream stream
                && !(stream instanceof IMiniportWaveRTInputStream)
                && !(stream instanceof IMiniportWaveRTOutputStream)
                && (stream.getPositionRegister().isPresent()
                        || stream.getClockRegister().isPresent());
    }
}
