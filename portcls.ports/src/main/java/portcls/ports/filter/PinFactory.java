package portcls.ports.filter;

import portcls.api.ks.DataFormat;
import portcls.api.ks.PinDescriptor;

import java.io.IOException;

/**
 * Makes the pins of one kind of port: asks the miniport for a stream and puts the port's side
 * before it.
 */
@FunctionalInterface
public interface PinFactory {
    /** Makes a pin in STOP. On the worker; everything was checked. */
    OpenPin newPin(OpenHandle handle, int pinId, PinDescriptor descriptor, DataFormat format)
            throws IOException;
}
