package portcls.api.wavecyclic;

import portcls.api.IDmaChannel;
import portcls.api.IServiceGroup;

/**
 * What a miniport answers to a request for a stream.
 *
 * @param stream the driver's half
 * @param dmaChannel its channel, with the cyclic buffer allocated; may be the miniport's own. The
 *     port uses allocatedBufferSize, bufferSize, setBufferSize, systemAddress, copyTo and copyFrom
 *     and nothing else
 * @param serviceGroup notified each time the device has moved on
 */
public record WaveCyclicStream(
        IMiniportWaveCyclicStream stream, IDmaChannel dmaChannel, IServiceGroup serviceGroup) {}
