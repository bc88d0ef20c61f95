package portcls.ports.bind;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

import portcls.api.IMiniport;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.ports.device.Occupant;

import java.lang.ref.WeakReference;
import java.time.Instant;

/**
 * A miniport of the catalog in the hands of an adapter that makes its subdevices itself. It is
 * given back when its port lets go of it; when its service goes first, the port goes, and the
 * bundle that stops waits for that. Thread-safe.
 */
final class Loan implements ServiceListener {
    private final BundleContext context;
    private final Driver driver;
    private final ServiceReference<?> reference;

    /** Weak: a miniport that nobody took must not keep its bundle. */
    private final WeakReference<IMiniport> weak;

    private @Nullable IMiniport miniport;
    private @Nullable Occupant port;
    private boolean withdrawn;

    Loan(BundleContext context, Driver driver, ServiceReference<?> reference, IMiniport miniport) {
        this.context = context;
        this.driver = driver;
        this.reference = reference;
        this.miniport = miniport;
        weak = new WeakReference<>(miniport);
    }

    /** Minds the service; from now on it ends with it. */
    void watch() {
        String filter = "(" + Constants.SERVICE_ID + "=" + driver.serviceId() + ")";
        try {
            context.addServiceListener(this, filter);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("a filter made of a number is valid: " + filter, e);
        }
        if (reference.getBundle() == null) {
            withdraw();
        }
    }

    boolean isOf(IMiniport candidate) {
        return weak.refersTo(candidate);
    }

    boolean isForgotten() {
        return weak.get() == null;
    }

    /**
     * A port binds it.
     *
     * @throws PortClsException DEVICE_REMOVED when its service went already
     */
    synchronized void taken(Occupant by) {
        if (withdrawn) {
            throw new PortClsException(
                    Status.DEVICE_REMOVED,
                    "the bundle of this miniport went; make another by newMiniport: bundle="
                            + driver.name());
        }
        port = by;
    }

    /** Gives the instance back, once. */
    void end() {
        IMiniport mine;
        synchronized (this) {
            mine = miniport;
            miniport = null;
            port = null;
        }
        if (mine == null) {
            return;
        }
        driver.giveBack(mine);
        try {
            context.removeServiceListener(this);
        } catch (IllegalStateException _) {
            // The ports are stopping, and their listeners with them.
        }
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        if (event.getType() == ServiceEvent.UNREGISTERING) {
            withdraw();
        }
    }

    private void withdraw() {
        Occupant user;
        synchronized (this) {
            withdrawn = true;
            user = port;
        }
        if (user != null) {
            user.depart(
                    new Removal(
                            RemovalReason.ORDERLY,
                            "its miniport " + driver.name() + " was " + driver.stoppedHow(),
                            Instant.now()));
        }
        end();
    }
}
