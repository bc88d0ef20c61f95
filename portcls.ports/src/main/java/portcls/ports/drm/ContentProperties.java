package portcls.ports.drm;

import portcls.api.drm.DrmAudioStreamProperty;
import portcls.api.drm.DrmContent;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyRequest;
import portcls.ports.property.PinScope;
import portcls.ports.property.PortProperties;

/** What a wave port answers, and the content of its pins on top of it (DRM-1). */
public final class ContentProperties implements PortProperties {
    private final PortProperties port;
    private final Contents contents;
    private final AutomationTable pin;

    /**
     * Over a port's own properties.
     *
     * @param port what the port answers itself
     */
    public ContentProperties(PortProperties port, Contents contents) {
        this.port = port;
        this.contents = contents;
        pin =
                port.ofPin()
                        .and(
                                AutomationTable.of(
                                        PropertyItem.of(DrmAudioStreamProperty.CONTENTID)
                                                .set(this::protect)));
    }

    @Override
    public AutomationTable ofPin() {
        return pin;
    }

    @Override
    public AutomationTable ofFilter() {
        return port.ofFilter();
    }

    @Override
    public AutomationTable ofNode(NodeDescriptor node, boolean onPin) {
        return port.ofNode(node, onPin);
    }

    private void protect(PropertyRequest<DrmContent> request, DrmContent content) {
        contents.require(content);
        PinScope pin = PortProperties.pin(request);
        contents.forwardTo(pin.stream(), content);
        if (pin instanceof ContentBearer bearer) {
            bearer.bears(content);
        }
    }
}
