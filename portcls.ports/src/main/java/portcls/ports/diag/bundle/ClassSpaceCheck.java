package portcls.ports.diag.bundle;

import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

import portcls.api.diag.Finding;
import portcls.api.diag.Finding.Cause;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Services that we cannot see because the bundle has its own copy of the interface. Everything else
 * about such a bundle looks well: it is active, its service is registered, and nobody uses it.
 */
final class ClassSpaceCheck {
    private final Bundle user;

    ClassSpaceCheck(Bundle user) {
        this.user = user;
    }

    List<Finding> examine(Bundle bundle) {
        Set<String> invisible = new LinkedHashSet<>();
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        for (ServiceReference<?> service :
                services == null ? new ServiceReference<?>[0] : services) {
            Arrays.stream((String[]) service.getProperty(Constants.OBJECTCLASS))
                    .filter(type -> !service.isAssignableTo(user, type))
                    .forEach(invisible::add);
        }
        return invisible.stream().map(type -> ownCopy(bundle, type)).toList();
    }

    private static Finding ownCopy(Bundle bundle, String type) {
        String packageName = type.substring(0, Math.max(0, type.lastIndexOf('.')));
        boolean embedded = bundle.getEntry(type.replace('.', '/') + ".class") != null;
        String where =
                embedded
                        ? "its jar holds a copy of the package " + packageName
                        : "it takes the package "
                                + packageName
                                + " from another bundle than the ports do";
        return new Finding(
                BundleNames.of(bundle),
                Cause.OWN_API_COPY,
                BundleNames.withNumber(bundle)
                        + " is started and offers "
                        + type
                        + ", but nobody can see that: "
                        + where
                        + ", and to Java that is another interface of the same name.",
                embedded
                        ? "Build it so that it imports "
                                + packageName
                                + " and does not contain it: a compile-only dependency, and no"
                                + " shading or embedding of "
                                + packageName
                                + "."
                        : "Leave one bundle that exports "
                                + packageName
                                + " and remove the other.");
    }
}
