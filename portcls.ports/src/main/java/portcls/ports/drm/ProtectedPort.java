package portcls.ports.drm;

import portcls.api.PortClass;
import portcls.api.client.Pin;
import portcls.api.drm.DrmForward;
import portcls.api.drm.DrmRights;
import portcls.api.drm.IDrmPort2;
import portcls.ports.port.PortDriver;
import portcls.ports.port.PortHouse;
import portcls.ports.property.PortProperties;

import java.util.List;

/** A port whose streams may carry protected content: any wave port. */
public abstract class ProtectedPort extends PortDriver implements IDrmPort2 {
    private final Contents contents;

    protected ProtectedPort(PortClass portClass, PortHouse house) {
        super(portClass, house);
        contents = house.contents();
    }

    /**
     * Frees what the device still has. On the worker at once; when the driver was abandoned, on a
     * thread that may hang in the adapter, for a bundle may wait here.
     */
    protected final void freeOnThread(Runnable free) {
        if (isOnWorker()) {
            free.run();
        } else {
            later(free);
        }
    }

    @Override
    protected final PortProperties allProperties() {
        return new ContentProperties(properties(), contents);
    }

    @Override
    public final int createContentMixed(int... contentIds) {
        return contents.createContentMixed(contentIds);
    }

    @Override
    public final void destroyContent(int contentId) {
        contents.destroyContent(contentId);
    }

    @Override
    public final void forwardContentToFileObject(int contentId, Pin fileObject) {
        contents.forwardContentToFileObject(contentId, fileObject);
    }

    @Override
    public final void forwardContentToInterface(int contentId, Object unknown, int numMethods) {
        contents.forwardContentToInterface(contentId, unknown, numMethods);
    }

    @Override
    public final DrmRights getContentRights(int contentId) {
        return contents.getContentRights(contentId);
    }

    @Override
    public final void addContentHandlers(int contentId, List<?> handlers) {
        system().addContentHandlers(contentId, handlers);
    }

    @Override
    public final void forwardContentToDeviceObject(int contentId, DrmForward drmForward) {
        contents.forwardContentToDeviceObject(contentId, drmForward);
    }
}
