package portcls.ports.diag.bundle;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

import portcls.api.diag.Finding;
import portcls.api.diag.Finding.Cause;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Examines bundles: why a driver that was dropped in is not there. It asks the framework and
 * Declarative Services and says what they know in plain words. Any thread; changes nothing, but
 * makes and drops one instance of a component that nobody has used yet, to see whether it can be
 * made.
 */
public final class BundleDoctor {
    private final BundleContext context;
    private final WiringCheck wiring;
    private final ClassSpaceCheck classSpace;
    private final ComponentCheck components;

    /**
     * A doctor.
     *
     * @param context of the bundle that wants to use the services of the others
     * @param components empty when there is no Declarative Services
     */
    public BundleDoctor(BundleContext context, Optional<ServiceComponentRuntime> components) {
        this.context = context;
        wiring = new WiringCheck(context);
        classSpace = new ClassSpaceCheck(context.getBundle());
        this.components = new ComponentCheck(context, components);
    }

    /**
     * What is to be said of a bundle.
     *
     * @param subject its symbolic name, symbolic name and version, or number
     * @return empty when there is no such bundle; when all is well, a finding that says so
     */
    public List<Finding> examine(String subject) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> BundleNames.isCalled(bundle, subject.strip()))
                .flatMap(bundle -> examine(bundle).stream())
                .toList();
    }

    /** Every bundle that has to do with drivers and is not in order. */
    public List<Finding> notInOrder() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> wiring.usesPortCls(bundle) || components.offersDriver(bundle))
                .flatMap(
                        bundle ->
                                examine(bundle).stream()
                                        .filter(finding -> !isOffer(bundle, finding)))
                .filter(finding -> finding.cause() != Cause.HEALTHY)
                .toList();
    }

    /** A component that waits for a configuration is an offer, not a fault, where others work. */
    private static boolean isOffer(Bundle bundle, Finding finding) {
        return finding.cause() == Cause.NEEDS_CONFIGURATION && hasServices(bundle);
    }

    private static boolean hasServices(Bundle bundle) {
        return bundle.getState() == Bundle.ACTIVE && bundle.getRegisteredServices() != null;
    }

    private List<Finding> examine(Bundle bundle) {
        try {
            return examineInstalled(bundle);
        } catch (IllegalStateException e) {
            if (bundle.getState() == Bundle.UNINSTALLED) {
                return List.of();
            }
            throw e;
        }
    }

    private List<Finding> examineInstalled(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0) {
            return List.of(fragment(bundle));
        }
        if (!isStarted(bundle)) {
            List<Finding> missing = wiring.examine(bundle);
            return missing.isEmpty() ? List.of(notStarted(bundle)) : missing;
        }
        List<Finding> copies = classSpace.examine(bundle);
        return copies.isEmpty() ? components.examine(bundle) : copies;
    }

    private static boolean isStarted(Bundle bundle) {
        return bundle.getState() == Bundle.ACTIVE
                || (bundle.getState() == Bundle.STARTING
                        && bundle.getHeaders().get(Constants.BUNDLE_ACTIVATIONPOLICY) != null);
    }

    private static Finding notStarted(Bundle bundle) {
        return new Finding(
                BundleNames.of(bundle),
                Cause.NOT_STARTED,
                BundleNames.withNumber(bundle)
                        + " is installed and has all that it needs, but it is not started.",
                "Start it: `start "
                        + bundle.getBundleId()
                        + "`. If it stops again at once, what that command says is the reason.");
    }

    private static Finding fragment(Bundle bundle) {
        return new Finding(
                BundleNames.of(bundle),
                Cause.HEALTHY,
                BundleNames.withNumber(bundle)
                        + " is a part of another bundle ("
                        + bundle.getHeaders().get(Constants.FRAGMENT_HOST)
                        + ") and is not started itself.",
                "");
    }
}
