package portcls.api.adapter;

import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.service.component.annotations.ComponentPropertyType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

/**
 * The adapter driver of the documents as a service: it starts devices that others found ({@code
 * startup-sequence}, {@code subdevice-creation}). It gets the whole device, with the resources of
 * all its functions, and goes before drivers of single functions. A service with the property
 * {@code portcls.device}:
 *
 * <pre>{@code
 * @Component
 * @AdapterDriver.Device("sb16")
 * public final class SoundBlaster implements AdapterDriver { … }
 * }</pre>
 *
 * <p>Subdevices that it made go with the device and with this service.
 */
@ConsumerType
public interface AdapterDriver extends StartDevice {
    /**
     * The device goes, or this service does; its subdevices are let go. Called once for each {@link
     * #startDevice}, also for one that failed.
     */
    @Irql(Level.PASSIVE)
    default void stopDevice(Adapter device) {}

    /** The hardware ids that an adapter driver starts, as a component property type. */
    @ComponentPropertyType
    @interface Device {
        /** The one element gives the property {@code portcls.device}. */
        String PREFIX_ = "portcls.";

        /** Hardware ids. */
        String[] value();
    }
}
