package portcls.api.drm;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

/**
 * Optional on wave miniport streams that can protect what they carry ({@code
 * nn-drmk-idrmaudiostream}).
 */
@ConsumerType
public interface IDrmAudioStream {
    /**
     * The stream carries other content from now on ({@code nf-drmk-idrmaudiostream-setcontentid});
     * at any time in its life. When this returns the rights are kept to, also behind this stream.
     *
     * @throws portcls.api.PortClsException NOT_IMPLEMENTED when they cannot be; what held before
     *     holds on
     */
    @Irql(Level.PASSIVE)
    void setContentId(int contentId, DrmRights drmRights);
}
