package portcls.api.adapter;

/**
 * A wire from a connector of one filter to a connector of another ({@code
 * nf-portcls-pcregisterphysicalconnection}), told by the adapter that knows it. It is there while
 * both filters are. A connector is a bridge pin; its name is that of the pin: of the {@link
 * WaveEndpoint} or {@link MixerLine} that it stands for.
 *
 * @param fromFilter filter id, {@code device} or {@code device/subdevice}
 * @param fromConnector name of a bridge pin that sound comes out of
 * @param toFilter filter id
 * @param toConnector name of a bridge pin that sound goes into
 */
public record Link(String fromFilter, String fromConnector, String toFilter, String toConnector) {}
