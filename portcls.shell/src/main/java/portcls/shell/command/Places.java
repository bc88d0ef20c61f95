package portcls.shell.command;

import java.nio.file.Path;
import java.util.List;

/**
 * Folders of the running container.
 *
 * @param load the watched folder that new jars are put into
 * @param watched all watched folders: what lies there is plugged in
 * @param drivers driver jars that wait to be plugged in
 * @param log where unexpected failures are written down
 */
public record Places(Path load, List<Path> watched, Path drivers, String log) {
    public Places {
        watched = List.copyOf(watched);
    }
}
