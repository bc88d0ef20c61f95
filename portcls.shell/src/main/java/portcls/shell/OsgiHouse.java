package portcls.shell;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.BundleListener;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

import portcls.api.adapter.Adapter;
import portcls.api.client.Filter;
import portcls.api.client.Topology;
import portcls.api.diag.Diagnostics;
import portcls.api.power.PowerManager;
import portcls.api.time.MasterClock;
import portcls.shell.command.BundleEntry;
import portcls.shell.command.CommandException;
import portcls.shell.command.FilterEntry;
import portcls.shell.command.House;
import portcls.shell.command.Places;
import portcls.shell.text.Texts;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The container through the eyes of this bundle. Any thread. */
final class OsgiHouse implements House, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LONGEST_WAIT_MILLIS = 50;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** What drivers say in their bundles of what they are for. */
    private static final String MINIPORT = "portcls.miniport";

    private final BundleContext context;
    private final Launch launch;
    private final AtomicLong changes = new AtomicLong();
    private final ServiceListener services = event -> wake();
    private final BundleListener bundles = event -> wake();

    OsgiHouse(BundleContext context, Launch launch) {
        this.context = context;
        this.launch = launch;
        context.addServiceListener(services);
        context.addBundleListener(bundles);
    }

    @Override
    public void close() {
        context.removeServiceListener(services);
        context.removeBundleListener(bundles);
    }

    @Override
    public List<FilterEntry> filters() {
        return references(Filter.class).stream()
                .flatMap(this::filter)
                .sorted(Comparator.comparing(FilterEntry::id))
                .toList();
    }

    @Override
    public Optional<Adapter> adapter(String id) {
        return adapters().stream().filter(adapter -> adapter.id().equals(id)).findFirst();
    }

    @Override
    public List<Adapter> adapters() {
        return references(Adapter.class).stream()
                .flatMap(reference -> Stream.ofNullable(context.getService(reference)))
                .toList();
    }

    @Override
    public List<BundleEntry> bundles() {
        return Arrays.stream(context.getBundles()).map(OsgiHouse::entry).toList();
    }

    @Override
    public List<String> hardwareIds(BundleEntry bundle) {
        Bundle found = context.getBundle(bundle.number());
        BundleRevision revision = found == null ? null : found.adapt(BundleRevision.class);
        return revision == null
                ? List.of()
                : revision.getDeclaredCapabilities(MINIPORT).stream()
                        .flatMap(it -> texts(it.getAttributes().get("device")).stream())
                        .distinct()
                        .toList();
    }

    @Override
    public Diagnostics diagnostics() throws CommandException, InterruptedException {
        return service(Diagnostics.class);
    }

    @Override
    public MasterClock clock() throws CommandException, InterruptedException {
        return service(MasterClock.class);
    }

    @Override
    public Topology topology() throws CommandException, InterruptedException {
        return service(Topology.class);
    }

    @Override
    public PowerManager power() throws CommandException, InterruptedException {
        return service(PowerManager.class);
    }

    @Override
    public void update(BundleEntry bundle, Path jar) throws IOException, CommandException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(jar))) {
            Bundle target = find(bundle);
            target.update(in);
            context.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(List.of(target));
        } catch (BundleException e) {
            throw new CommandException(
                    bundle.title() + " cannot be replaced: " + Texts.message(e), e);
        }
    }

    @Override
    public void stop(BundleEntry bundle) throws CommandException {
        try {
            find(bundle).stop();
        } catch (BundleException e) {
            throw new CommandException(
                    bundle.title() + " cannot be stopped: " + Texts.message(e), e);
        }
    }

    @Override
    public boolean await(BooleanSupplier condition, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            long seen = changes.get();
            if (condition.getAsBoolean()) {
                return true;
            }
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            awaitChange(seen, Math.clamp(left / NANOS_PER_MILLI, 1, LONGEST_WAIT_MILLIS));
        }
    }

    @Override
    public Places places() {
        return launch.places();
    }

    @Override
    public boolean endsWithCommand() {
        return launch.isOneCommand();
    }

    private void wake() {
        synchronized (changes) {
            changes.incrementAndGet();
            changes.notifyAll();
        }
    }

    private void awaitChange(long seen, long millis) throws InterruptedException {
        synchronized (changes) {
            if (changes.get() == seen) {
                changes.wait(millis);
            }
        }
    }

    private <T> T service(Class<T> type) throws CommandException, InterruptedException {
        Holder<T> holder = new Holder<>();
        boolean found =
                await(
                        () -> {
                            ServiceReference<T> reference = context.getServiceReference(type);
                            holder.value = reference == null ? null : context.getService(reference);
                            return holder.value != null;
                        },
                        PATIENCE);
        if (!found || holder.value == null) {
            throw new CommandException(
                    "The ports are not running: nothing offers "
                            + type.getSimpleName()
                            + ".\n"
                            + "  What to do: see in the shell with `lb` whether portcls.ports is"
                            + " Active, and in "
                            + launch.places().log()
                            + " why not.");
        }
        return holder.value;
    }

    private <T> Collection<ServiceReference<T>> references(Class<T> type) {
        try {
            return context.getServiceReferences(type, null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Stream<FilterEntry> filter(ServiceReference<Filter> reference) {
        Filter filter = context.getService(reference);
        return filter == null
                ? Stream.empty()
                : Stream.of(
                        new FilterEntry(
                                filter,
                                text(reference.getProperty(Filter.DEVICE)),
                                text(reference.getProperty(Filter.DRIVER)),
                                texts(reference.getProperty(Filter.CATEGORY))));
    }

    private Bundle find(BundleEntry bundle) throws CommandException {
        Bundle found = context.getBundle(bundle.number());
        if (found == null) {
            throw new CommandException(bundle.title() + " is not there any more.");
        }
        return found;
    }

    private static BundleEntry entry(Bundle bundle) {
        String name = bundle.getSymbolicName();
        return new BundleEntry(
                bundle.getBundleId(),
                name == null ? bundle.getLocation() : name,
                bundle.getVersion().toString(),
                bundle.getLocation(),
                bundle.getState() == Bundle.ACTIVE,
                bundle.getLastModified());
    }

    private static String text(@Nullable Object property) {
        return property == null ? "" : property.toString();
    }

    private static Set<String> texts(@Nullable Object property) {
        return switch (property) {
            case null -> Set.of();
            case Object[] many ->
                    Set.of(
                            Arrays.stream(many)
                                    .map(Object::toString)
                                    .distinct()
                                    .toArray(String[]::new));
            case Collection<?> many ->
                    Set.of(many.stream().map(Object::toString).distinct().toArray(String[]::new));
            default -> Set.of(property.toString());
        };
    }

    /** A place for what a condition found. */
    private static final class Holder<T> {
        @Nullable T value;
    }
}
