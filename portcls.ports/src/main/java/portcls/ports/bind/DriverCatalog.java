package portcls.ports.bind;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

import portcls.api.IMiniport;
import portcls.api.MiniportClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.ports.device.Occupant;
import portcls.ports.system.MiniportCatalog;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The drivers of the service registry. Thread-safe. */
public final class DriverCatalog implements MiniportCatalog {
    private static final String CLASS_ID = "portcls.class";

    private final BundleContext context;
    private final List<Loan> loans = new CopyOnWriteArrayList<>();

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
        for (Class<?> type : MiniportKinds.serviceTypes()) {
            for (ServiceReference<?> reference : references(type, filter)) {
                IMiniport made = lend(reference);
                if (made != null) {
                    return made;
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

    @Override
    public void taken(IMiniport miniport, Occupant port) {
        loan(miniport).ifPresent(loan -> loan.taken(port));
    }

    @Override
    public void giveBack(IMiniport miniport) {
        loan(miniport)
                .ifPresent(
                        loan -> {
                            loans.remove(loan);
                            loan.end();
                        });
    }

    private Optional<Loan> loan(IMiniport miniport) {
        loans.removeIf(Loan::isForgotten);
        return loans.stream().filter(loan -> loan.isOf(miniport)).findFirst();
    }

    /** An instance of that service; null when it went meanwhile or has none. */
    private @Nullable IMiniport lend(ServiceReference<?> reference) {
        if (context.getServiceObjects(reference) == null) {
            return null;
        }
        Driver driver = driver(reference);
        Object made = driver.newInstance();
        if (!(made instanceof IMiniport miniport)) {
            if (made != null) {
                driver.giveBack(made);
            }
            return null;
        }
        Loan loan = new Loan(context, driver, reference, miniport);
        loans.add(loan);
        loan.watch();
        return miniport;
    }

    private Collection<? extends ServiceReference<?>> references(Class<?> type, String filter) {
        try {
            return context.getServiceReferences(type, filter);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("a filter made of a GUID is valid: " + filter, e);
        }
    }
}
