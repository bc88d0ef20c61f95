package portcls.ports.diag.bundle;

import org.osgi.framework.Bundle;

/** How bundles are called on the console. */
final class BundleNames {
    private BundleNames() {}

    /** Symbolic name and version. */
    static String of(Bundle bundle) {
        return nameOf(bundle) + " " + bundle.getVersion();
    }

    /** Symbolic name, version and number. */
    static String withNumber(Bundle bundle) {
        return of(bundle) + " (bundle " + bundle.getBundleId() + ")";
    }

    /** Whether somebody means this bundle by that: its name, name and version, or number. */
    static boolean isCalled(Bundle bundle, String subject) {
        String name = nameOf(bundle);
        String version = bundle.getVersion().toString();
        return subject.equals(name)
                || subject.equals(name + " " + version)
                || subject.equals(name + ":" + version)
                || subject.equals(name + "/" + version)
                || subject.equals(name + "-" + version)
                || subject.equals(String.valueOf(bundle.getBundleId()));
    }

    private static String nameOf(Bundle bundle) {
        String name = bundle.getSymbolicName();
        return name == null ? bundle.getLocation() : name;
    }
}
