package portcls.ports.bind;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.PrototypeServiceFactory;
import org.osgi.framework.ServiceRegistration;

import portcls.ports.diag.bundle.Container;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A service registry with drivers in it, each with an instance of its own for whoever asks. */
final class Services implements AutoCloseable {
    final List<Object> givenBack = new CopyOnWriteArrayList<>();
    final DriverCatalog catalog;
    private final Container container;

    Services(Path folder) throws BundleException {
        container = new Container(folder);
        catalog = new DriverCatalog(container.context());
    }

    ServiceRegistration<?> register(
            Supplier<?> maker, Map<String, ?> properties, Class<?>... types) {
        Dictionary<String, Object> told = new Hashtable<>(properties);
        String[] names = Arrays.stream(types).map(Class::getName).toArray(String[]::new);
        return container.context().registerService(names, new Maker(maker), told);
    }

    Driver driver(ServiceRegistration<?> registration) {
        return catalog.driver(registration.getReference());
    }

    BundleContext context() {
        return container.context();
    }

    static long id(ServiceRegistration<?> registration) {
        return (Long) registration.getReference().getProperty(Constants.SERVICE_ID);
    }

    @Override
    public void close() throws BundleException {
        container.close();
    }

    private final class Maker implements PrototypeServiceFactory<Object> {
        private final Supplier<?> maker;

        Maker(Supplier<?> maker) {
            this.maker = maker;
        }

        @Override
        public Object getService(Bundle bundle, ServiceRegistration<Object> registration) {
            return maker.get();
        }

        @Override
        public void ungetService(
                Bundle bundle, ServiceRegistration<Object> registration, Object service) {
            givenBack.add(service);
        }
    }
}
