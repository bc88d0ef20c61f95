package portcls.ports.diag.bundle;

import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import portcls.api.diag.Finding;

/** Examines bundles. */
public final class BundleDoctor {
    public BundleDoctor(BundleContext context, Optional<ServiceComponentRuntime> components) {}

    /** What is to be said of a bundle by that name, name with version or number; empty when there is none. */
    public List<Finding> examine(String subject) {
        return List.of();
    }

    /** Every bundle that has to do with drivers and is not in order. */
    public List<Finding> notInOrder() {
        return List.of();
    }
}
