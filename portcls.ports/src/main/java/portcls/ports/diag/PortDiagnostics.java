package portcls.ports.diag;

import portcls.api.diag.Counter;
import portcls.api.diag.DeviceReport;
import portcls.api.diag.DeviceState;
import portcls.api.diag.Diagnostics;
import portcls.api.diag.Finding;
import portcls.api.diag.TraceEntry;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveDataFormat;
import portcls.ports.bind.Binder;
import portcls.ports.bind.Binding;
import portcls.ports.bind.DeviceView;
import portcls.ports.diag.bundle.BundleDoctor;
import portcls.ports.filter.Arrivals;
import portcls.ports.filter.OpenPin;
import portcls.ports.filter.PortFilter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** The answers of the console, from the binder, the trace and the bundles. */
public final class PortDiagnostics implements Diagnostics {
    private final Binder binder;
    private final Arrivals arrivals;
    private final Trace trace;
    private final BundleDoctor bundles;

    public PortDiagnostics(Binder binder, Arrivals arrivals, Trace trace, BundleDoctor bundles) {
        this.binder = binder;
        this.arrivals = arrivals;
        this.trace = trace;
        this.bundles = bundles;
    }

    @Override
    public List<DeviceReport> devices() {
        List<DeviceReport> reports = new ArrayList<>();
        for (DeviceView device : binder.deviceViews()) {
            List<PortFilter> filters = device.filters();
            if (filters.isEmpty()) {
                reports.add(withoutFilter(device));
            } else {
                filters.forEach(filter -> reports.add(withFilter(device, filter)));
            }
        }
        HeldStreams held = new HeldStreams(arrivals);
        reports.replaceAll(held::mark);
        reports.addAll(held.missing(reports));
        reports.sort(Comparator.comparing(DeviceReport::id));
        return reports;
    }

    @Override
    public List<Finding> why(String subject) {
        DeviceDoctor devices = new DeviceDoctor(binder);
        HeldStreams held = new HeldStreams(arrivals);
        if (subject.isBlank()) {
            List<Finding> notInOrder = new ArrayList<>(held.findings(""));
            notInOrder.addAll(devices.notInOrder());
            notInOrder.addAll(bundles.notInOrder());
            return notInOrder.isEmpty()
                    ? List.of(
                            new Finding(
                                    "",
                                    Finding.Cause.HEALTHY,
                                    "Every device and every driver is in order.",
                                    ""))
                    : notInOrder;
        }
        List<Finding> findings = new ArrayList<>(held.findings(subject));
        boolean isHeld = !findings.isEmpty();
        devices.device(subject).stream()
                // Who waits for it has said so already.
                .filter(it -> !isHeld || it.cause() != Finding.Cause.NO_BID)
                .forEach(findings::add);
        if (findings.isEmpty()) {
            findings.addAll(bundles.examine(subject));
            findings.addAll(devices.driver(subject, findings));
        }
        if (findings.isEmpty()) {
            departed(subject).ifPresent(findings::add);
        }
        if (findings.isEmpty()) {
            findings.add(
                    new Finding(
                            subject,
                            Finding.Cause.UNKNOWN_SUBJECT,
                            "There is no device and no bundle called \"" + subject + "\".",
                            "Look up the name with `devices`, or with `lb` for bundles."));
        }
        return findings;
    }

    /** A device that was there: when it went, and with which driver. */
    private Optional<Finding> departed(String subject) {
        return trace.entries().reversed().stream()
                .filter(entry -> entry.device().equals(subject) && !entry.driver().isEmpty())
                .findFirst()
                .map(
                        entry ->
                                new Finding(
                                        subject,
                                        Finding.Cause.UNKNOWN_SUBJECT,
                                        subject
                                                + " is gone since "
                                                + DeviceDoctor.at(entry.time())
                                                + "; "
                                                + entry.driver()
                                                + " served it last ("
                                                + entry.event()
                                                + ": "
                                                + entry.detail()
                                                + ").",
                                        "Plug the device, or the driver, in again: `plug JAR`; what"
                                                + " happened to it is in `trace`."));
    }

    @Override
    public List<TraceEntry> trace() {
        return trace.entries();
    }

    @Override
    public List<Counter> counters() {
        List<Counter> counters = new ArrayList<>();
        List<DeviceView> views = binder.deviceViews();
        for (DeviceView device : views) {
            for (PortFilter filter : device.filters()) {
                counters.add(
                        new Counter(
                                filter.id(),
                                "pins",
                                "open pins",
                                "pins",
                                filter.openPins().size()));
                filter.openPins().forEach(pin -> counters.addAll(pin.counters()));
            }
        }
        long devices = views.stream().map(view -> view.adapter().id()).distinct().count();
        counters.add(new Counter("ports", "devices", "devices that are there", "devices", devices));
        counters.add(
                new Counter(
                        "ports",
                        "drivers",
                        "drivers that are there",
                        "drivers",
                        binder.drivers().size()));
        return counters;
    }

    private static DeviceReport withFilter(DeviceView device, PortFilter filter) {
        List<OpenPin> pins = filter.openPins();
        boolean runs = pins.stream().anyMatch(pin -> pin.state() == KsState.RUN);
        DeviceState idle = filter.isOpen() ? DeviceState.OPEN : DeviceState.IDLE;
        return new DeviceReport(
                filter.id(),
                filter.name(),
                filter.kind().key(),
                runs ? DeviceState.RUNNING : idle,
                pins.size(),
                pins.stream().findFirst().map(PortDiagnostics::format).orElse(""),
                filter.driver(),
                latencyMillis(pins),
                xruns(pins),
                device.active().map(Binding::since).orElse(device.since()),
                "");
    }

    private static DeviceReport withoutFilter(DeviceView device) {
        Optional<Binding> active = device.active();
        DeviceState state = DeviceState.UNBOUND;
        String driver = "";
        String remark = device.refusal();
        if (active.isPresent()) {
            Binding binding = active.get();
            boolean bound = binding.state() == Binding.State.BOUND;
            state = bound ? DeviceState.UNBOUND : DeviceState.STARTING;
            driver = binding.driver().name();
            remark = bound ? "its driver registered no subdevice" : remark;
        } else if (!device.failed().isEmpty()) {
            Binding last = device.failed().getLast();
            state = DeviceState.FAILED;
            driver = last.driver().name();
            remark = last.reason();
        } else if (remark.isEmpty()) {
            remark =
                    device.explicit()
                            ? "its adapter registered no subdevice"
                            : "nobody bids: no driver serves "
                                    + String.join(", ", device.hardwareIds());
        } else {
            state = DeviceState.FAILED;
        }
        return new DeviceReport(
                device.id(),
                device.name(),
                "",
                state,
                0,
                "",
                driver,
                Double.NaN,
                -1,
                active.map(Binding::since).orElse(device.since()),
                remark);
    }

    private static String format(OpenPin pin) {
        return pin.format() instanceof WaveDataFormat wave
                ? wave.format().text()
                : pin.format().subFormat().name().replace("SUBTYPE_", "");
    }

    /** The longest of its streams. */
    private static double latencyMillis(List<OpenPin> pins) {
        OptionalLong micros = counted(pins, "wave.latency").max();
        return micros.isPresent() ? micros.getAsLong() / 1000.0 : Double.NaN;
    }

    private static long xruns(List<OpenPin> pins) {
        boolean wave = pins.stream().anyMatch(pin -> pin.format() instanceof WaveDataFormat);
        return wave ? counted(pins, "wave.glitches").sum() : -1;
    }

    private static LongStream counted(List<OpenPin> pins, String id) {
        return pins.stream()
                .flatMap(pin -> pin.counters().stream())
                .filter(counter -> counter.id().equals(id))
                .mapToLong(Counter::value);
    }
}
