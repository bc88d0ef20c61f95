package portcls.ports.port;

import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** How a driver is called on the console and in messages. */
public final class DriverName {
    private DriverName() {}

    /** Bundle and version, or the class when there is no bundle. */
    public static String of(Object driver) {
        Bundle bundle = FrameworkUtil.getBundle(driver.getClass());
        return bundle == null ? driver.getClass().getSimpleName() : of(bundle);
    }

    /** Symbolic name and version. */
    public static String of(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }
}
