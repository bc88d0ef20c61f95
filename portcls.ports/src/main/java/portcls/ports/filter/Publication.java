package portcls.ports.filter;

import portcls.api.client.Filter;
import portcls.api.client.Registration;

import java.util.Map;

/** Puts filters where programs find them: the service registry. */
@FunctionalInterface
public interface Publication {
    /** Publishes a filter until the result is closed. */
    Registration publish(Filter filter, Map<String, Object> properties);
}
