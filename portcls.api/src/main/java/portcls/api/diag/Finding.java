package portcls.api.diag;

/**
 * One answer of {@code why}.
 *
 * @param subject device id or bundle
 * @param cause the case, for programs
 * @param what what is, since when and why, in plain words
 * @param advice what to do; empty when nothing need be done
 */
public record Finding(String subject, Cause cause, String what, String advice) {
    /** The cases that are told apart. */
    public enum Cause {
        /** All is well. */
        HEALTHY,
        /** Nothing is known by that name. */
        UNKNOWN_SUBJECT,
        /** A package that the bundle imports is not there in that version. */
        MISSING_PACKAGE,
        /** Another requirement of the bundle is not met. */
        MISSING_CAPABILITY,
        /** The bundle holds its own copy of the API: its service is invisible to the ports. */
        OWN_API_COPY,
        /** The component waits for a configuration. */
        NEEDS_CONFIGURATION,
        /** The component waits for a service. */
        UNSATISFIED_REFERENCE,
        /** The component's class cannot be loaded. */
        CLASS_MISSING,
        /** The component's constructor or activation failed. */
        ACTIVATION_FAILED,
        /** The bundle declares no component. */
        NO_COMPONENT,
        /** The bundle needs a newer Java. */
        WRONG_JAVA,
        /** The bundle is not started. */
        NOT_STARTED,
        /** No driver bids for the device. */
        NO_BID,
        /** Another driver bid more. */
        BID_LOST,
        /** The device is in use by another driver; it is not taken away. */
        DEVICE_IN_USE,
        /** The driver serves one device only and has one. */
        DRIVER_IN_USE,
        /** The driver names a kind of port that is not installed. */
        PORT_CLASS_UNKNOWN,
        /** The driver's init failed. */
        INIT_FAILED,
        /** The device is gone, and a stream waits for it to come back. */
        HELD,
        /** The driver is being initialised. */
        INITIALISING,
        /** The driver did not come back from a call and was abandoned. */
        ABANDONED,
        /** The driver is there, but no device that it serves. */
        NO_DEVICE,
        /** A link of an adapter names a connector that a filter does not have. */
        LINK_BROKEN,
        /** A subdevice was unregistered, and its physical connection was not. */
        LINK_LEFT_BEHIND
    }
}
