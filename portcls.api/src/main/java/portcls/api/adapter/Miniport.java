package portcls.api.adapter;

import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * What a driver bundle says of its miniport service, as a component property type:
 *
 * <pre>{@code
 * @Component(scope = ServiceScope.PROTOTYPE)
 * @Miniport(device = "mpu401")
 * public final class UartMiniport implements IMiniportMidi { … }
 * }</pre>
 *
 * A miniport without {@code device} is a device of its own: it is bound as it is, once for each
 * service. A miniport with {@code device} bids for every adapter whose {@link
 * Adapter#hardwareIds()} holds one of the names; make it {@code scope = PROTOTYPE}, so that each
 * device gets an instance of its own.
 */
@ComponentPropertyType
public @interface Miniport {
    /** Service properties start with this. */
    String PREFIX_ = "portcls.";

    /** Hardware ids that the driver serves. */
    String[] device() default {};

    /**
     * Port class, for example {@code midi}; needed only when the service is registered as plain
     * {@code IMiniport}.
     */
    String port() default "";

    /**
     * Identity as a device of its own, for example {@code synth:gervill}; without it the service's
     * PID, or its component's name.
     */
    String id() default "";

    /** Name of the subdevice on its device. */
    String subdevice() default "";
}
