package portcls.ports.diag.bundle;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

import portcls.api.diag.Finding;
import portcls.api.diag.Finding.Cause;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A component that waits for a service: which, and what comes near. */
final class ReferenceCheck {
    private static final Pattern ATTRIBUTE = Pattern.compile("\\(([^()=<>~&|!]+)[<>~]?=");

    private final BundleContext context;

    ReferenceCheck(BundleContext context) {
        this.context = context;
    }

    List<Finding> examine(Bundle bundle, ComponentConfigurationDTO instance) {
        List<Finding> findings = new ArrayList<>();
        for (UnsatisfiedReferenceDTO missing : instance.unsatisfiedReferences) {
            Arrays.stream(instance.description.references)
                    .filter(reference -> reference.name.equals(missing.name))
                    .findFirst()
                    .ifPresent(
                            reference ->
                                    findings.add(
                                            waiting(bundle, instance, reference, missing.target)));
        }
        return findings;
    }

    private Finding waiting(
            Bundle bundle,
            ComponentConfigurationDTO instance,
            ReferenceDTO reference,
            @Nullable String target) {
        String type = reference.interfaceName;
        List<ServiceReference<?>> others = services(type);
        String filter = target == null ? "" : target;
        String near =
                others.isEmpty()
                        ? "Nobody offers one."
                        : "What comes near: "
                                + others.stream()
                                        .map(service -> describe(service, bundle, type, filter))
                                        .collect(Collectors.joining("; "))
                                + ".";
        String advice =
                others.isEmpty()
                        ? "Install and start a bundle that offers " + type + "."
                        : filter.isEmpty()
                                ? "Leave one bundle that holds the package of " + type + "."
                                : "Start a bundle whose service matches, or set "
                                        + reference.name
                                        + ".target in the configuration of "
                                        + instance.description.name
                                        + " to what there is.";
        return new Finding(
                BundleNames.of(bundle),
                Cause.UNSATISFIED_REFERENCE,
                BundleNames.withNumber(bundle)
                        + " is started, but its component "
                        + instance.description.name
                        + " waits for a service "
                        + type
                        + (filter.isEmpty() ? "" : " with " + filter)
                        + ". "
                        + near,
                advice);
    }

    private List<ServiceReference<?>> services(String type) {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(type, null);
            return found == null ? List.of() : List.of(found);
        } catch (InvalidSyntaxException e) {
            return List.of();
        }
    }

    private static String describe(
            ServiceReference<?> service, Bundle bundle, String type, String filter) {
        String owner = BundleNames.withNumber(service.getBundle());
        if (!service.isAssignableTo(bundle, type)) {
            return owner + " offers one of another copy of that interface";
        }
        String values =
                attributes(filter).stream()
                        .map(name -> name + "=" + text(service.getProperty(name)))
                        .collect(Collectors.joining(", "));
        return owner + " offers one" + (values.isEmpty() ? "" : " with " + values);
    }

    private static Set<String> attributes(String filter) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = ATTRIBUTE.matcher(filter);
        while (matcher.find()) {
            names.add(matcher.group(1).strip());
        }
        return names;
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "(not set)";
        }
        return value instanceof Object[] several
                ? Arrays.toString(several)
                : Objects.toString(value);
    }
}
