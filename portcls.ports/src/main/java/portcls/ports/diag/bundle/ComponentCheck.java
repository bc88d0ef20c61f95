package portcls.ports.diag.bundle;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

import portcls.api.diag.Finding;
import portcls.api.diag.Finding.Cause;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the components of a started bundle wait for, or why they failed. */
final class ComponentCheck {
    private static final String HEADER = "Service-Component";
    private static final String API = "portcls.api.";

    private final BundleContext context;
    private final Optional<ServiceComponentRuntime> runtime;
    private final ConfigurationCheck configuration = new ConfigurationCheck();
    private final ReferenceCheck references;

    ComponentCheck(BundleContext context, Optional<ServiceComponentRuntime> runtime) {
        this.context = context;
        this.runtime = runtime;
        references = new ReferenceCheck(context);
    }

    /** Whether a component of that bundle offers something of the driver interface. */
    boolean offersDriver(Bundle bundle) {
        return runtime.stream()
                .flatMap(scr -> scr.getComponentDescriptionDTOs(bundle).stream())
                .flatMap(component -> Arrays.stream(component.serviceInterfaces))
                .anyMatch(type -> type.startsWith(API));
    }

    /** At least one finding. */
    List<Finding> examine(Bundle bundle) {
        boolean declares = bundle.getHeaders().get(HEADER) != null;
        if (runtime.isEmpty()) {
            return declares ? List.of(withoutRuntime(bundle)) : List.of(plain(bundle));
        }
        ServiceComponentRuntime scr = runtime.get();
        Collection<ComponentDescriptionDTO> components = scr.getComponentDescriptionDTOs(bundle);
        if (components.isEmpty()) {
            return List.of(declares ? unreadable(bundle) : plain(bundle));
        }
        List<Finding> findings =
                components.stream()
                        .flatMap(component -> examine(bundle, scr, component).stream())
                        .distinct()
                        .toList();
        return findings.isEmpty() ? List.of(healthy(bundle, components)) : findings;
    }

    private List<Finding> examine(
            Bundle bundle, ServiceComponentRuntime scr, ComponentDescriptionDTO component) {
        Optional<Finding> unloadable = loadClass(bundle, component);
        if (unloadable.isPresent()) {
            return List.of(unloadable.get());
        }
        if (!scr.isComponentEnabled(component)) {
            return List.of(disabled(bundle, component));
        }
        Collection<ComponentConfigurationDTO> instances =
                scr.getComponentConfigurationDTOs(component);
        if (instances.isEmpty()) {
            return configuration.isNeeded(component)
                    ? List.of(configuration.needed(bundle, component))
                    : List.of();
        }
        List<Finding> findings = new ArrayList<>();
        for (ComponentConfigurationDTO instance : instances) {
            switch (instance.state) {
                case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
                        findings.add(configuration.needed(bundle, component));
                case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
                        findings.addAll(references.examine(bundle, instance));
                case ComponentConfigurationDTO.FAILED_ACTIVATION ->
                        findings.add(failed(bundle, component, instance.failure));
                case ComponentConfigurationDTO.SATISFIED ->
                        tryOut(bundle, scr, component, instance).ifPresent(findings::add);
                default -> {}
            }
        }
        return findings;
    }

    private static Optional<Finding> loadClass(Bundle bundle, ComponentDescriptionDTO component) {
        try {
            bundle.loadClass(component.implementationClass);
            return Optional.empty();
        } catch (UnsupportedClassVersionError e) {
            return Optional.of(JavaVersions.needed(bundle, e));
        } catch (ClassNotFoundException | LinkageError e) {
            String culprit = Failures.missingClass(e, component.implementationClass);
            boolean itself = culprit.equals(component.implementationClass);
            return Optional.of(
                    new Finding(
                            BundleNames.of(bundle),
                            Cause.CLASS_MISSING,
                            BundleNames.withNumber(bundle)
                                    + " declares the component "
                                    + component.name
                                    + ", but "
                                    + (itself
                                            ? "its class " + culprit + " is not in the jar."
                                            : "its class cannot be loaded, because "
                                                    + culprit
                                                    + " is not to be found."),
                            itself
                                    ? "Build the bundle again, and look into the jar for the class:"
                                            + " a rename may have left an old declaration behind."
                                    : "Let the bundle import the package of that class, or pack it"
                                            + " into the jar."));
        }
    }

    /**
     * Nobody has used this component yet, so nobody knows whether it can be made. Its constructor
     * only takes its configuration, so making one and dropping it does no harm.
     */
    private Optional<Finding> tryOut(
            Bundle bundle,
            ServiceComponentRuntime scr,
            ComponentDescriptionDTO component,
            ComponentConfigurationDTO instance) {
        Optional<ServiceReference<?>> service = serviceOf(bundle, instance);
        if (service.isEmpty() || service.get().getUsingBundles() != null) {
            return Optional.empty();
        }
        if (canBeMade(service.get())) {
            return Optional.empty();
        }
        return Optional.of(
                failed(
                        bundle,
                        component,
                        scr.getComponentConfigurationDTOs(component).stream()
                                .filter(now -> now.id == instance.id)
                                .map(now -> String.valueOf(now.failure))
                                .findFirst()
                                .orElse("null")));
    }

    private <S> boolean canBeMade(ServiceReference<S> service) {
        var objects = context.getServiceObjects(service);
        if (objects == null) {
            return true;
        }
        S made = objects.getService();
        if (made != null) {
            objects.ungetService(made);
        }
        return made != null;
    }

    private static Optional<ServiceReference<?>> serviceOf(
            Bundle bundle, ComponentConfigurationDTO instance) {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        return services == null
                ? Optional.empty()
                : Arrays.<ServiceReference<?>>stream(services)
                        .filter(
                                service ->
                                        Long.valueOf(instance.id)
                                                .equals(service.getProperty("component.id")))
                        .findFirst();
    }

    private static Finding failed(
            Bundle bundle, ComponentDescriptionDTO component, String failure) {
        return new Finding(
                BundleNames.of(bundle),
                Cause.ACTIVATION_FAILED,
                BundleNames.withNumber(bundle)
                        + " is started, but its component "
                        + component.name
                        + " could not be made: "
                        + Failures.lastCause(failure),
                "Put that right, in its configuration if it is about a setting, and start the"
                        + " bundle again: `stop "
                        + bundle.getBundleId()
                        + "`, `start "
                        + bundle.getBundleId()
                        + "`.");
    }

    private static Finding disabled(Bundle bundle, ComponentDescriptionDTO component) {
        return new Finding(
                BundleNames.of(bundle),
                Cause.NOT_STARTED,
                BundleNames.withNumber(bundle)
                        + " is started, but its component "
                        + component.name
                        + " is switched off.",
                "Enable the component.");
    }

    private static Finding withoutRuntime(Bundle bundle) {
        return new Finding(
                BundleNames.of(bundle),
                Cause.MISSING_CAPABILITY,
                BundleNames.withNumber(bundle)
                        + " is started and declares components, but there is no Declarative"
                        + " Services here that would make them.",
                "Install and start a bundle that implements Declarative Services.");
    }

    private static Finding unreadable(Bundle bundle) {
        return new Finding(
                BundleNames.of(bundle),
                Cause.NO_COMPONENT,
                BundleNames.withNumber(bundle)
                        + " is started and its manifest names component declarations ("
                        + bundle.getHeaders().get(HEADER)
                        + "), but they are not in the jar or cannot be read.",
                "Build the bundle again, clean, and look into the jar for those files.");
    }

    /**
     * No component: well for a library, or for a bundle with an activator; else the build forgot
     * it.
     */
    private static Finding plain(Bundle bundle) {
        boolean registers = bundle.getRegisteredServices() != null;
        boolean activator = bundle.getHeaders().get(Constants.BUNDLE_ACTIVATOR) != null;
        boolean exports = bundle.getHeaders().get(Constants.EXPORT_PACKAGE) != null;
        if (registers || activator || exports || bundle.getBundleId() == 0) {
            return new Finding(
                    BundleNames.of(bundle),
                    Cause.HEALTHY,
                    BundleNames.withNumber(bundle)
                            + " is started. It declares no component"
                            + (registers
                                    ? " and registers its services itself."
                                    : exports ? "; it offers packages to others." : "."),
                    "");
        }
        return new Finding(
                BundleNames.of(bundle),
                Cause.NO_COMPONENT,
                BundleNames.withNumber(bundle)
                        + " is started, but it declares no component, so there is nothing that"
                        + " could be a driver.",
                "Put @Component on the driver's class and build the jar with a tool that writes the"
                        + " declaration (bnd): the manifest must have a Service-Component header.");
    }

    private static Finding healthy(Bundle bundle, Collection<ComponentDescriptionDTO> components) {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        TreeSet<String> users = new TreeSet<>();
        TreeSet<String> offered = new TreeSet<>();
        for (ServiceReference<?> service :
                services == null ? new ServiceReference<?>[0] : services) {
            offered.addAll(Arrays.asList((String[]) service.getProperty(Constants.OBJECTCLASS)));
            Bundle[] using = service.getUsingBundles();
            Stream.of(using == null ? new Bundle[0] : using)
                    .map(BundleNames::of)
                    .forEach(users::add);
        }
        String names =
                components.stream()
                        .map(component -> component.name)
                        .sorted()
                        .collect(Collectors.joining(", "));
        return new Finding(
                BundleNames.of(bundle),
                Cause.HEALTHY,
                BundleNames.withNumber(bundle)
                        + " is started and its components are in order: "
                        + names
                        + (offered.isEmpty() ? "." : "; offers " + String.join(", ", offered))
                        + (offered.isEmpty()
                                ? ""
                                : users.isEmpty()
                                        ? "; nobody uses it."
                                        : "; used by " + String.join(", ", users) + "."),
                "");
    }
}
