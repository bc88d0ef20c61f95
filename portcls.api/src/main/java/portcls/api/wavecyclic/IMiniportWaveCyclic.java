package portcls.api.wavecyclic;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.IMiniport;
import portcls.api.IResourceList;
import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.adapter.Adapter;
import portcls.api.ks.DataFormat;

import java.io.IOException;

/** A WaveCyclic miniport driver ({@code nn-portcls-iminiportwavecyclic}). */
@ConsumerType
public interface IMiniportWaveCyclic extends IMiniport {
    /**
     * Takes over the device and checks that it is there ({@code
     * nf-portcls-iminiportwavecyclic-init}).
     *
     * @param adapter the device
     * @param resources what it grants
     * @param port the port, valid until {@link #close}
     * @throws IOException when the device does not work; told as it is
     */
    @Irql(Level.PASSIVE)
    void init(Adapter adapter, IResourceList resources, IPortWaveCyclic port) throws IOException;

    /**
     * Makes a stream in STOP at position 0 ({@code nf-portcls-iminiportwavecyclic-newstream}).
     *
     * @param pin pin factory
     * @param capture true: from the device to programs
     * @param format one that lies in a range of the pin
     * @return the stream, its channel with the cyclic buffer, and the group that {@link
     *     IPortWaveCyclic#notify} will name
     */
    @Irql(Level.PASSIVE)
    WaveCyclicStream newStream(int pin, boolean capture, DataFormat format) throws IOException;
}
