package portcls.shell.fake;

import portcls.api.adapter.Adapter;
import portcls.api.client.Topology;
import portcls.api.diag.Counter;
import portcls.api.diag.DeviceReport;
import portcls.api.diag.Diagnostics;
import portcls.api.diag.Finding;
import portcls.api.diag.TraceEntry;
import portcls.api.power.PowerManager;
import portcls.api.time.MasterClock;
import portcls.api.time.ReferenceTime;
import portcls.shell.command.BundleEntry;
import portcls.shell.command.FilterEntry;
import portcls.shell.command.House;
import portcls.shell.command.Places;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A container made of lists. Waiting moves its clock. */
public final class FakeHouse implements House, Diagnostics {
    public final FakeClock clock = new FakeClock();
    public final List<FilterEntry> filters = new ArrayList<>();
    public final List<Adapter> adapters = new ArrayList<>();
    public final List<BundleEntry> bundles = new ArrayList<>();
    public final List<DeviceReport> devices = new ArrayList<>();
    public final List<TraceEntry> trace = new ArrayList<>();
    public final List<Counter> counters = new ArrayList<>();
    public final List<String> done = new ArrayList<>();
    public MasterClock masterClock = clock;
    public Topology topology = new FakeTopology();
    public FakePower power = new FakePower();
    public Function<String, List<Finding>> why = FakeHouse::unknown;

    public boolean endsWithCommand;

    /** What all bundles are for. */
    public List<String> hardwareIds = List.of();

    /** What the container does by itself while somebody waits. */
    public Runnable life = () -> {};

    private final Path folder;

    public FakeHouse(Path folder) {
        this.folder = folder;
    }

    /** A finding about a subject. */
    public static Finding finding(Finding.Cause cause, String what, String advice) {
        return new Finding("subject", cause, what, advice);
    }

    private static List<Finding> unknown(String subject) {
        return List.of(
                finding(
                        Finding.Cause.UNKNOWN_SUBJECT,
                        "Nothing is known of \"" + subject + "\".",
                        ""));
    }

    @Override
    public List<FilterEntry> filters() {
        return List.copyOf(filters);
    }

    @Override
    public Optional<Adapter> adapter(String id) {
        return adapters.stream().filter(adapter -> adapter.id().equals(id)).findFirst();
    }

    @Override
    public List<Adapter> adapters() {
        return List.copyOf(adapters);
    }

    @Override
    public Topology topology() {
        return topology;
    }

    @Override
    public PowerManager power() {
        return power;
    }

    @Override
    public List<BundleEntry> bundles() {
        return List.copyOf(bundles);
    }

    @Override
    public List<String> hardwareIds(BundleEntry bundle) {
        return hardwareIds;
    }

    @Override
    public Diagnostics diagnostics() {
        return this;
    }

    @Override
    public MasterClock clock() {
        return masterClock;
    }

    @Override
    public void update(BundleEntry bundle, Path jar) {
        done.add("update " + bundle.title() + " from " + jar.getFileName());
    }

    @Override
    public void stop(BundleEntry bundle) {
        done.add("stop " + bundle.title());
    }

    @Override
    public boolean await(BooleanSupplier condition, Duration limit) {
        long end = clock.getTime() + ReferenceTime.ofNanos(limit.toNanos());
        while (!condition.getAsBoolean()) {
            if (clock.getTime() >= end) {
                return false;
            }
            clock.advance(ReferenceTime.MILLISECOND);
            life.run();
        }
        return true;
    }

    @Override
    public Places places() {
        Path load = folder.resolve("load");
        Path kept = endsWithCommand ? folder.resolve("kept") : load;
        return new Places(
                load,
                kept,
                List.of(load, folder.resolve("kept")),
                folder.resolve("drivers"),
                "the-log");
    }

    @Override
    public boolean endsWithCommand() {
        return endsWithCommand;
    }

    @Override
    public List<DeviceReport> devices() {
        return devices;
    }

    @Override
    public List<Finding> why(String subject) {
        return why.apply(subject);
    }

    @Override
    public List<TraceEntry> trace() {
        return trace;
    }

    @Override
    public List<Counter> counters() {
        return counters;
    }
}
