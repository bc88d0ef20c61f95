package portcls.ports.diag;

import portcls.api.diag.Finding;
import portcls.api.diag.Finding.Cause;
import portcls.ports.system.Links.Trouble;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Explains wires between filters: links that cannot be, and connections that were forgotten. */
final class WireDoctor {
    private final List<Trouble> troubles;
    private final Map<String, List<String>> leftBehind;

    /**
     * A doctor.
     *
     * @param troubles links that cannot be
     * @param leftBehind for each device, connections to subdevices that were unregistered
     */
    WireDoctor(List<Trouble> troubles, Map<String, List<String>> leftBehind) {
        this.troubles = troubles;
        this.leftBehind = leftBehind;
    }

    /** What is to be said of devices and filters of these ids. */
    Stream<Finding> findings(Predicate<String> ids) {
        return Stream.concat(
                troubles.stream()
                        .filter(trouble -> trouble.ids().stream().anyMatch(ids))
                        .map(WireDoctor::explain),
                leftBehind.entrySet().stream()
                        .filter(device -> ids.test(device.getKey()))
                        .flatMap(
                                device ->
                                        device.getValue().stream()
                                                .map(wire -> explain(device.getKey(), wire))));
    }

    private static Finding explain(Trouble trouble) {
        return new Finding(
                trouble.device(),
                Cause.LINK_BROKEN,
                "The adapter of "
                        + trouble.device()
                        + " tells of a wire that is not there: "
                        + trouble.text()
                        + ".",
                "Name a connector that the driver has, in the adapter's links, or use the driver"
                        + " that has it.");
    }

    private static Finding explain(String device, String wire) {
        return new Finding(
                device,
                Cause.LINK_LEFT_BEHIND,
                "The driver of "
                        + device
                        + " unregistered a subdevice and left its physical connection behind: "
                        + wire
                        + ".",
                "Let the driver call unregisterPhysicalConnection before unregisterSubdevice; it"
                        + " goes when the device does.");
    }
}
