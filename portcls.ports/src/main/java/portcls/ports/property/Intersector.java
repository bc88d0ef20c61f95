package portcls.ports.property;

import portcls.api.IMiniport;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.DataFormat;
import portcls.api.ks.DataRange;
import portcls.api.ks.Intersection;

import java.util.List;

/**
 * Finds the format that a client and a pin have in common ({@code data-intersection}): the client's
 * ranges in order, for each the pin's ranges in order, the first hit ends the search. Each pair is
 * the driver's to decide; what it leaves is decided by {@link DefaultIntersection}.
 */
final class Intersector {
    private final IMiniport miniport;
    private final Driver driver;
    private final Targets targets;

    Intersector(IMiniport miniport, Driver driver, Targets targets) {
        this.miniport = miniport;
        this.driver = driver;
        this.targets = targets;
    }

    /**
     * The format.
     *
     * @throws PortClsException NO_MATCH when no pair has one, INVALID_PARAMETER for a wrong pin id
     */
    DataFormat intersect(int pinId, List<DataRange> clientRanges) {
        List<DataRange> pinRanges = targets.pin(pinId).dataRanges();
        for (DataRange client : clientRanges) {
            for (DataRange own : pinRanges) {
                if (pair(pinId, client, own) instanceof Intersection.Match match) {
                    return match.format();
                }
            }
        }
        throw new PortClsException(
                Status.NO_MATCH,
                "pin "
                        + pinId
                        + " has no format in common with the client: pin="
                        + pinRanges
                        + ", client="
                        + clientRanges);
    }

    private Intersection pair(int pinId, DataRange client, DataRange own) {
        Intersection answer =
                driver.ask(
                        () -> "intersect data ranges of pin " + pinId,
                        () -> miniport.dataRangeIntersection(pinId, client, own));
        return answer instanceof Intersection.NotImplemented
                ? DefaultIntersection.of(client, own)
                : answer;
    }
}
