package portcls.api.client;

import java.time.Instant;

/**
 * That a device went, and why.
 *
 * @param reason kind of removal
 * @param message in plain words
 * @param time when
 */
public record Removal(RemovalReason reason, String message, Instant time) {}
