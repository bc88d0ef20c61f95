package portcls.api.wavepci;

import org.jspecify.annotations.Nullable;

import portcls.api.IDmaChannel;
import portcls.api.IServiceGroup;

/**
 * What a miniport answers to a request for a stream.
 *
 * @param stream the driver's half
 * @param dmaChannel its channel; the port neither uses nor frees it
 * @param serviceGroup notified when the device has moved on; null: the port asks by a timer of its
 *     own, every 20 ms
 */
public record WavePciStream(
        IMiniportWavePciStream stream,
        @Nullable IDmaChannel dmaChannel,
        @Nullable IServiceGroup serviceGroup) {}
