package portcls.ports.wave;

import portcls.api.ks.DataFormat;
import portcls.api.ks.PinDescriptor;
import portcls.ports.filter.OpenHandle;
import portcls.ports.filter.OpenPin;
import portcls.ports.filter.PinFactory;

import java.io.IOException;

/** Makes the pins of a wave port, also over memory that a client has already. */
@FunctionalInterface
public interface WavePins extends PinFactory {
    /** Makes a pin in STOP over that memory. On the worker; everything was checked. */
    ClientPin newPin(
            OpenHandle handle,
            int pinId,
            PinDescriptor descriptor,
            DataFormat format,
            StreamMemory memory)
            throws IOException;

    @Override
    default OpenPin newPin(
            OpenHandle handle, int pinId, PinDescriptor descriptor, DataFormat format)
            throws IOException {
        return newPin(handle, pinId, descriptor, format, new StreamMemory());
    }

    /** The same over the memory of a client that waits for its driver. */
    default PinFactory over(StreamMemory memory) {
        return (handle, pinId, descriptor, format) ->
                newPin(handle, pinId, descriptor, format, memory);
    }
}
