package portcls.api;

import portcls.api.Irql.Level;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.Intersection;

import java.io.IOException;

/**
 * What every miniport driver has ({@code nn-portcls-iminiport}). A driver implements the interface
 * of its port ({@link portcls.api.midi.IMiniportMidi}, …) and may implement {@link IPinCount},
 * {@link IPinName}, {@link IPowerNotify} or {@link IMusicTechnology} beside it; the port finds out.
 *
 * <p>A constructor takes and checks configuration and nothing more; the device is opened in {@code
 * init}.
 */
@org.osgi.annotation.versioning.ConsumerType
public interface IMiniport {
    /**
     * What the filter looks like ({@code nf-portcls-iminiport-getdescription}). Asked once, after
     * {@code init}; the port works from the answer.
     */
    @Irql(Level.PASSIVE)
    FilterDescriptor getDescription();

    /**
     * The best format that the client's range and one range of a pin have in common ({@code
     * nf-portcls-iminiport-datarangeintersection}). Without a rule of its own a driver leaves this
     * to the port.
     *
     * @param pinId pin factory
     * @param dataRange the client's range
     * @param matchingDataRange a range of this pin, chosen by the port
     */
    @Irql(Level.PASSIVE)
    default Intersection dataRangeIntersection(
            int pinId, DataRange dataRange, DataRange matchingDataRange) {
        return Intersection.notImplemented();
    }

    /**
     * Lets go of the device. Called once, after all streams are closed, even when {@code init}
     * failed; no call comes after it.
     *
     * @throws IOException told in the log and by {@code why}; the driver is let go all the same
     */
    @Irql(Level.PASSIVE)
    default void close() throws IOException {}
}
