package portcls.ports.diag.bundle;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;

import portcls.api.diag.Finding;
import portcls.api.diag.Finding.Cause;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a bundle that is not started needs and nobody provides. */
final class WiringCheck {
    private static final String API = "portcls.api";
    private static final Pattern PACKAGE = Pattern.compile("\\(osgi\\.wiring\\.package=([^)]*)\\)");
    private static final Pattern EXTENDER = Pattern.compile("\\(osgi\\.extender=([^)]*)\\)");
    private static final Pattern VERSION = Pattern.compile("\\(version>?=([0-9.]+)\\)");

    private final BundleContext context;
    private final FrameworkWiring framework;

    WiringCheck(BundleContext context) {
        this.context = context;
        framework =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }

    /** Whether a bundle asks for the driver interface or says that it is a driver. */
    boolean usesPortCls(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision != null
                && (revision.getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE).stream()
                                .anyMatch(need -> wantedPackage(need).startsWith(API))
                        || !revision.getDeclaredCapabilities("portcls.miniport").isEmpty());
    }

    /** One finding for each thing that is missing. */
    List<Finding> examine(Bundle bundle) {
        List<Finding> findings = new ArrayList<>();
        examine(bundle, findings, new HashSet<>());
        return findings;
    }

    private void examine(Bundle bundle, List<Finding> findings, Set<Bundle> seen) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision == null || !seen.add(bundle)) {
            return;
        }
        for (BundleRequirement need : revision.getDeclaredRequirements(null)) {
            if (!isMandatory(need)) {
                continue;
            }
            Collection<BundleCapability> providers = framework.findProviders(need);
            if (providers.isEmpty()) {
                findings.add(missing(bundle, need));
            } else {
                brokenProvider(bundle, need, providers, seen).ifPresent(findings::add);
            }
        }
    }

    /** The need would be met, if only the bundle that meets it had all that it needs itself. */
    private Optional<Finding> brokenProvider(
            Bundle bundle,
            BundleRequirement need,
            Collection<BundleCapability> providers,
            Set<Bundle> seen) {
        List<Finding> deeper = new ArrayList<>();
        for (BundleCapability provider : providers) {
            Bundle other = provider.getRevision().getBundle();
            if (other.getState() != Bundle.INSTALLED || seen.contains(other)) {
                return Optional.empty();
            }
            examine(other, deeper, seen);
        }
        return deeper.stream()
                .findFirst()
                .map(
                        root ->
                                new Finding(
                                        BundleNames.of(bundle),
                                        root.cause(),
                                        BundleNames.withNumber(bundle)
                                                + " cannot start: it needs "
                                                + wanted(need)
                                                + ", and what would provide that cannot start"
                                                + " itself: "
                                                + root.what(),
                                        root.advice()));
    }

    private Finding missing(Bundle bundle, BundleRequirement need) {
        return switch (need.getNamespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE -> missingPackage(bundle, need);
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE ->
                    wrongJava(bundle, need);
            default ->
                    new Finding(
                            BundleNames.of(bundle),
                            Cause.MISSING_CAPABILITY,
                            BundleNames.withNumber(bundle)
                                    + " cannot start: it needs "
                                    + wanted(need)
                                    + ", and no bundle here provides that.",
                            "Install a bundle that provides it.");
        };
    }

    private Finding missingPackage(Bundle bundle, BundleRequirement need) {
        String name = wantedPackage(need);
        List<BundleCapability> others = exports(name);
        String installed =
                others.isEmpty()
                        ? "No bundle here offers that package."
                        : "Installed is "
                                + others.stream()
                                        .map(WiringCheck::describeExport)
                                        .collect(Collectors.joining(", and "))
                                + ".";
        String advice =
                others.isEmpty()
                        ? "Install the bundle that exports " + name + "."
                        : "Install a build of this bundle for the version that is installed, or the"
                                + " bundle with the version that it needs.";
        return new Finding(
                BundleNames.of(bundle),
                Cause.MISSING_PACKAGE,
                BundleNames.withNumber(bundle)
                        + " cannot start: it needs "
                        + wanted(need)
                        + ". "
                        + installed,
                advice);
    }

    private static Finding wrongJava(Bundle bundle, BundleRequirement need) {
        String running = String.valueOf(Runtime.version().feature());
        Matcher version = VERSION.matcher(filterOf(need));
        if (!version.find()) {
            return new Finding(
                    BundleNames.of(bundle),
                    Cause.WRONG_JAVA,
                    BundleNames.withNumber(bundle)
                            + " cannot start: it asks for the Java environment "
                            + filterOf(need)
                            + ", which this Java "
                            + running
                            + " does not claim to be.",
                    "Build it again with a tool that knows its Java version, and look at its"
                            + " Require-Capability header.");
        }
        return JavaVersions.needed(bundle, version.group(1).replaceFirst("^1\\.", ""));
    }

    private List<BundleCapability> exports(String name) {
        return Arrays.stream(context.getBundles())
                .map(bundle -> bundle.adapt(BundleRevision.class))
                .filter(revision -> revision != null)
                .flatMap(
                        revision ->
                                revision
                                        .getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)
                                        .stream())
                .filter(
                        export ->
                                name.equals(
                                        export.getAttributes()
                                                .get(PackageNamespace.PACKAGE_NAMESPACE)))
                .toList();
    }

    private static String describeExport(BundleCapability export) {
        Object version =
                export.getAttributes()
                        .getOrDefault(Constants.VERSION_ATTRIBUTE, Version.emptyVersion);
        return "version "
                + version
                + " from "
                + BundleNames.withNumber(export.getRevision().getBundle());
    }

    private static String wanted(BundleRequirement need) {
        String filter = filterOf(need);
        if (need.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE)) {
            return "the package " + wantedPackage(need) + VersionRanges.inWords(filter);
        }
        Matcher extender = EXTENDER.matcher(filter);
        if (extender.find()) {
            return (extender.group(1).equals("osgi.component")
                            ? "Declarative Services"
                            : "the extender " + extender.group(1))
                    + VersionRanges.inWords(filter);
        }
        return need.getNamespace() + (filter.isEmpty() ? "" : " with " + filter);
    }

    private static String wantedPackage(BundleRequirement need) {
        Matcher name = PACKAGE.matcher(filterOf(need));
        return name.find() ? name.group(1) : "";
    }

    private static String filterOf(BundleRequirement need) {
        return need.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
    }

    private static boolean isMandatory(BundleRequirement need) {
        String resolution =
                need.getDirectives()
                        .getOrDefault(
                                Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE,
                                Namespace.RESOLUTION_MANDATORY);
        String effective =
                need.getDirectives()
                        .getOrDefault(
                                Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE,
                                Namespace.EFFECTIVE_RESOLVE);
        return resolution.equals(Namespace.RESOLUTION_MANDATORY)
                && effective.equals(Namespace.EFFECTIVE_RESOLVE);
    }
}
