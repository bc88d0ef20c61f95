package portcls.api.drm;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.client.Pin;

/**
 * Content of a port's streams ({@code nn-drmk-idrmport}): how a driver asks for rights, mixes
 * content, and hands it on to what is behind it. The wave ports offer it; {@link
 * portcls.api.PortCls} too.
 */
@ProviderType
@Irql(Level.PASSIVE)
public interface IDrmPort {
    /**
     * Makes an id for a mix ({@code nf-portcls-idrmport-createcontentmixed}): each restriction of
     * each of them holds; of none of them none.
     *
     * @throws portcls.api.PortClsException INVALID_PARAMETER for an unknown id
     */
    int createContentMixed(int... contentIds);

    /**
     * Ends an id ({@code nf-portcls-idrmport-destroycontent}); to be done by who made it, after
     * another was handed on to everywhere.
     *
     * @throws portcls.api.PortClsException INVALID_PARAMETER for 0 and for an unknown id
     */
    void destroyContent(int contentId);

    /**
     * Hands content on to an open pin of another filter ({@code
     * nf-portcls-idrmport-forwardcontenttofileobject}; obsolete, use {@link
     * IDrmPort2#forwardContentToDeviceObject}).
     *
     * @throws portcls.api.PortClsException NOT_IMPLEMENTED when the rights cannot be kept to there
     */
    void forwardContentToFileObject(int contentId, Pin fileObject);

    /**
     * Hands content on to an object behind this stream ({@code
     * nf-portcls-idrmport-forwardcontenttointerface}).
     *
     * @param unknown an {@link IDrmAudioStream}
     * @param numMethods methods of its interface, as the documents count them; not used
     * @throws portcls.api.PortClsException NOT_IMPLEMENTED when it is none, or cannot keep to the
     *     rights
     */
    void forwardContentToInterface(int contentId, Object unknown, int numMethods);

    /**
     * The rights of content ({@code nf-portcls-idrmport-getcontentrights}).
     *
     * @throws portcls.api.PortClsException INVALID_PARAMETER for an unknown id
     */
    DrmRights getContentRights(int contentId);
}
