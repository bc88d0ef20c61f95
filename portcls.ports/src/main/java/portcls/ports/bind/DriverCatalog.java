package portcls.ports.bind;

import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;

import portcls.api.IMiniport;
import portcls.api.MiniportClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.midi.IMiniportMidi;
import portcls.ports.system.MiniportCatalog;

import java.util.Collection;

/** The drivers of the service registry. */
public final class DriverCatalog implements MiniportCatalog {
    private static final String CLASS_ID = "portcls.class";

    private final BundleContext context;

    public DriverCatalog(BundleContext context) {
        this.context = context;
    }

    /** A driver from its service. */
    public Driver driver(ServiceReference<?> reference) {
        return new Driver(reference, context.getServiceObjects(reference));
    }

    @Override
    public IMiniport newMiniport(MiniportClass miniportClass) {
        String filter = "(" + CLASS_ID + "=" + miniportClass.classId() + ")";
        for (Class<?> type : new Class<?>[] {IMiniportMidi.class, IMiniport.class}) {
            for (ServiceReference<?> reference : references(type, filter)) {
                ServiceObjects<?> instances = context.getServiceObjects(reference);
                if (instances != null && instances.getService() instanceof IMiniport miniport) {
                    return miniport;
                }
            }
        }
        throw new PortClsException(
                Status.NOT_FOUND,
                "no running bundle offers the miniport "
                        + miniportClass
                        + "; add the one that does (its service has the property "
                        + CLASS_ID
                        + "="
                        + miniportClass.classId()
                        + ")");
    }

    private Collection<? extends ServiceReference<?>> references(Class<?> type, String filter) {
        try {
            return context.getServiceReferences(type, filter);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("a filter made of a GUID is valid: " + filter, e);
        }
    }
}
