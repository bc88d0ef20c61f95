package portcls.shell.play;

import portcls.shell.command.ExitStatus;

/**
 * How a performance went.
 *
 * @param status whether it came to its end
 * @param position100ns where the song stood then
 * @param events messages played
 * @param notes notes begun
 * @param late messages that came late
 * @param problem why it ended early, for people; empty when it did not, or was asked to
 */
record Outcome(
        ExitStatus status, long position100ns, int events, int notes, long late, String problem) {}
