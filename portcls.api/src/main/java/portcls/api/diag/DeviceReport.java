package portcls.api.diag;

import java.time.Instant;

/**
 * One line of the device list.
 *
 * @param id device id, or filter id when there is a filter
 * @param name what people call it
 * @param kind kind of port; empty when no driver serves it
 * @param state how it stands
 * @param clients open pins
 * @param format format of its stream; empty when none is open
 * @param driver bundle and version; empty when there is none
 * @param latencyMillis how long sound takes through buffer and device; NaN = not known
 * @param xruns glitches of its streams; −1 = it has no wave stream
 * @param since since when it stands so
 * @param remark why, when it does not work; else empty
 */
public record DeviceReport(
        String id,
        String name,
        String kind,
        DeviceState state,
        int clients,
        String format,
        String driver,
        double latencyMillis,
        long xruns,
        Instant since,
        String remark) {}
