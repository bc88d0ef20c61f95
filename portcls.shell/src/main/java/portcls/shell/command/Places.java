package portcls.shell.command;

import java.nio.file.Path;
import java.util.List;

/**
 * Folders of the running container.
 *
 * @param load the watched folder that jars are put into that a command needs
 * @param kept the watched folder that jars are put into that somebody plugs in: other commands and
 *     later containers have them, too
 * @param watched all watched folders: what lies there is plugged in
 * @param drivers driver jars that wait to be plugged in
 * @param log where unexpected failures are written down
 */
public record Places(Path load, Path kept, List<Path> watched, Path drivers, String log) {
    public Places {
        watched = List.copyOf(watched);
    }
}
