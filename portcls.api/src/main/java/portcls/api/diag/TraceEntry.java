package portcls.api.diag;

import java.time.Instant;

/**
 * Something that happened.
 *
 * @param time when
 * @param event what, one word: arrival, bid, bind, failed, unbind, departure, abandoned, …
 * @param device device id; empty when it concerns none
 * @param driver bundle and version; empty when it concerns none
 * @param detail the rest, with durations
 */
public record TraceEntry(Instant time, String event, String device, String driver, String detail) {}
