package portcls.ports.diag;

import portcls.api.diag.DeviceReport;
import portcls.api.diag.DeviceState;
import portcls.api.diag.Finding;
import portcls.ports.filter.Arrivals;
import portcls.ports.filter.Arrivals.Wait;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Streams that outlive their driver and wait for it to come back. */
final class HeldStreams {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Map<String, List<Wait>> waits;

    HeldStreams(Arrivals arrivals) {
        waits = arrivals.waits().stream().collect(Collectors.groupingBy(Wait::filterId));
    }

    /** The same report, telling of streams that wait for the device. */
    DeviceReport mark(DeviceReport report) {
        List<Wait> waiting = waits.get(report.id());
        return waiting == null ? report : held(report.id(), report.name(), waiting);
    }

    /** Reports of devices for which streams wait and of which nothing else is known. */
    List<DeviceReport> missing(List<DeviceReport> known) {
        return waits.entrySet().stream()
                .filter(wait -> known.stream().noneMatch(it -> it.id().equals(wait.getKey())))
                .map(wait -> held(wait.getKey(), wait.getKey(), wait.getValue()))
                .toList();
    }

    /**
     * What is to be said of them.
     *
     * @param id of this filter; empty = of all
     */
    List<Finding> findings(String id) {
        return waits.entrySet().stream()
                .filter(wait -> id.isEmpty() || wait.getKey().equals(id))
                .map(wait -> finding(wait.getKey(), wait.getValue()))
                .toList();
    }

    private static DeviceReport held(String id, String name, List<Wait> waiting) {
        Wait first = waiting.getFirst();
        return new DeviceReport(
                id,
                name,
                first.kind().key(),
                DeviceState.HELD,
                waiting.size(),
                "",
                "",
                Double.NaN,
                -1,
                first.since(),
                streams(waiting)
                        + " for it ("
                        + left(first)
                        + " left): "
                        + first.cause().message());
    }

    private static Finding finding(String id, List<Wait> waiting) {
        Wait first = waiting.getFirst();
        return new Finding(
                id,
                Finding.Cause.HELD,
                id
                        + " is held: "
                        + streams(waiting)
                        + " for it ("
                        + left(first)
                        + " left), since at "
                        + CLOCK.format(first.since())
                        + " "
                        + first.cause().message()
                        + ".",
                "Bring the device or its driver back in that time, and the stream goes on.");
    }

    private static String streams(List<Wait> waiting) {
        return waiting.size() == 1 ? "1 stream waits" : waiting.size() + " streams wait";
    }

    private static String left(Wait wait) {
        long millis = Math.max(0, Duration.between(Instant.now(), wait.until()).toMillis());
        return (millis + 999) / 1000 + " s";
    }
}
