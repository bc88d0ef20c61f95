package portcls.ports.filter;

import portcls.api.client.Buffer;
import portcls.api.client.WavePin;

/** A pin that carries sound, before it is in its client's hands. */
public interface WaveStream {
    /**
     * Makes the buffer and what the client holds.
     *
     * @throws portcls.api.PortClsException when the driver cannot give such a buffer
     */
    WavePin begin(Buffer buffer);
}
