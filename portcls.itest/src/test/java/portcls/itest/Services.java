package portcls.itest;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

import portcls.api.adapter.Adapter;
import portcls.api.client.Filter;
import portcls.api.diag.DeviceReport;
import portcls.api.diag.Diagnostics;
import portcls.api.diag.Finding;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The container as a client finds it. */
final class Services {
    private final BundleContext context;

    Services(BundleContext context) {
        this.context = context;
    }

    /** The bundle of that name. */
    Bundle bundle(String name) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no bundle " + name));
    }

    /** The service of that type, when it comes. */
    <T> T get(Class<T> type) throws Exception {
        return await(type, null);
    }

    /** The filter of that id, when it comes. */
    Filter filter(String id) throws Exception {
        return await(Filter.class, named(Filter.ID, id));
    }

    /** The filter of that id that this driver serves, when it comes. */
    Filter filter(String id, String driver) throws Exception {
        return await(
                Filter.class, "(&" + named(Filter.ID, id) + named(Filter.DRIVER, driver) + ")");
    }

    /** Whether the filter of that id is there now. */
    boolean hasFilter(String id) {
        return find(Filter.class, named(Filter.ID, id)).isPresent();
    }

    /** Returns when the filter of that id has gone. */
    void awaitNoFilter(String id) throws Exception {
        Await.until("the filter " + id + " goes", () -> !hasFilter(id));
    }

    /** The device of that id, when it comes. */
    Adapter adapter(String id) throws Exception {
        return await(Adapter.class, named("portcls.device.id", id));
    }

    /** Sets a configuration of a factory; it takes effect on another thread. */
    void configure(String factoryPid, Map<String, Object> values) throws Exception {
        ConfigurationAdmin admin = get(ConfigurationAdmin.class);
        String name = String.valueOf(values.get("name"));
        Configuration configuration = admin.getFactoryConfiguration(factoryPid, name, "?");
        configuration.update(FrameworkUtil.asDictionary(values));
    }

    /** What is to be said of a device or a bundle, when that cause is among it. */
    Finding why(String subject, Finding.Cause cause) throws Exception {
        Diagnostics diagnostics = get(Diagnostics.class);
        Finding[] found = new Finding[1];
        Await.until(
                "`why " + subject + "` says " + cause,
                () -> {
                    for (Finding finding : diagnostics.why(subject)) {
                        if (finding.cause() == cause) {
                            found[0] = finding;
                        }
                    }
                    return found[0] != null;
                });
        return found[0];
    }

    /** How a device stands. */
    DeviceReport report(String id) throws Exception {
        return get(Diagnostics.class).devices().stream()
                .filter(report -> report.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no device " + id));
    }

    private <T> T await(Class<T> type, String filter) throws Exception {
        Object[] found = new Object[1];
        Await.until(
                "a service " + type.getName() + " " + filter,
                () -> {
                    found[0] = find(type, filter).orElse(null);
                    return found[0] != null;
                });
        return type.cast(found[0]);
    }

    private <T> Optional<T> find(Class<T> type, String filter) {
        try {
            Collection<ServiceReference<T>> references = context.getServiceReferences(type, filter);
            // It may go between the two calls.
            return references.stream().findFirst().map(context::getService);
        } catch (InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static String named(String property, String value) {
        return "(" + property + "=" + value + ")";
    }
}
