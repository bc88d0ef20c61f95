package portcls.api.drm;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

import java.util.List;

/** The further functions of {@link IDrmPort} ({@code nn-portcls-idrmport2}). */
@ProviderType
@Irql(Level.PASSIVE)
public interface IDrmPort2 extends IDrmPort {
    /**
     * Tells who handles content ({@code nf-portcls-idrmport2-addcontenthandlers}). They are kept
     * with it for whoever looks; that they are who they say cannot be proved in a process.
     *
     * @throws portcls.api.PortClsException INVALID_PARAMETER for an unknown id
     */
    void addContentHandlers(int contentId, List<?> handlers);

    /**
     * Hands content on to an open pin of another filter ({@code
     * nf-portcls-idrmport2-forwardcontenttodeviceobject}).
     *
     * @throws portcls.api.PortClsException NOT_IMPLEMENTED when the rights cannot be kept to there
     */
    void forwardContentToDeviceObject(int contentId, DrmForward drmForward);
}
