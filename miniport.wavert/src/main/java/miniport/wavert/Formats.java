package miniport.wavert;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.WaveEndpoint;
import portcls.api.ks.DataFormat;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;

/** Checks formats that come from outside. */
final class Formats {
    private Formats() {}

    /**
     * The wave format that an endpoint is to be opened with, simple ones in the short form.
     *
     * @throws PortClsException INVALID_PARAMETER when the endpoint does not have it
     */
    static WaveFormat require(WaveEndpoint endpoint, DataFormat format) {
        if (format instanceof WaveDataFormat wave
                && endpoint.formats().stream().anyMatch(wave.format()::fits)) {
            return wave.format().simplified();
        }
        throw new PortClsException(
                Status.INVALID_PARAMETER,
                "\""
                        + endpoint.name()
                        + "\" does not have this format: format="
                        + format
                        + ", formats="
                        + endpoint.formats());
    }
}
