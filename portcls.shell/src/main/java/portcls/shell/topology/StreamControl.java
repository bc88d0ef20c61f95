package portcls.shell.topology;

import portcls.api.client.AudioControl;
import portcls.api.client.AudioPath;

import java.util.List;

/**
 * A control that is going to be shown or set.
 *
 * @param of id of the filter that it is spoken of: whose stream passes it, or that it belongs to
 * @param control itself
 * @param paths that keep it usable; to be closed
 */
record StreamControl(String of, AudioControl control, List<AudioPath> paths)
        implements AutoCloseable {
    StreamControl {
        paths = List.copyOf(paths);
    }

    @Override
    public void close() {
        paths.forEach(AudioPath::close);
    }
}
