package adapter.virtual.sound;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

import portcls.api.client.Filter;

import java.util.Arrays;
import java.util.Optional;

/** The filters that are registered as services. */
public record RegisteredFilters(BundleContext context) implements FilterFinder {
    @Override
    public Optional<Filter> find(String id) {
        try {
            ServiceReference<?>[] all = context.getServiceReferences(Filter.class.getName(), null);
            return Arrays.stream(all == null ? new ServiceReference<?>[0] : all)
                    .filter(reference -> id.equals(reference.getProperty(Filter.ID)))
                    .map(context::getService)
                    .filter(Filter.class::isInstance)
                    .map(Filter.class::cast)
                    .findFirst();
        } catch (org.osgi.framework.InvalidSyntaxException e) {
            throw new IllegalStateException("no filter expression was given", e);
        } catch (IllegalStateException e) {
            // This bundle is stopping.
            return Optional.empty();
        }
    }
}
