package portcls.shell.command;

import java.nio.file.Path;

/**
 * Folders of the running container.
 *
 * @param load the watched folder: what is put there is plugged in
 * @param drivers driver jars that wait to be plugged in
 * @param log where unexpected failures are written down
 */
public record Places(Path load, Path drivers, String log) {}
