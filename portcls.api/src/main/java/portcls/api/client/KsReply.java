package portcls.api.client;

import portcls.api.Status;

/**
 * Answer of the raw road.
 *
 * @param status as documented; {@link Status#SUCCESS} when all went well
 * @param size bytes written, or bytes needed
 */
public record KsReply(Status status, int size) {}
