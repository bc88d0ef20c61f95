package portcls.api.adapter;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Offered by adapters whose sound can be written to a file: {@code
 * adapter.adapt(Recordable.class)}.
 */
@ConsumerType
public interface Recordable {
    /**
     * Starts a recording of everything the device sounds from now on. There is one at a time.
     *
     * @throws IOException when the file cannot be written or a recording runs already
     */
    @Irql(Level.PASSIVE)
    Recording record(Path file) throws IOException;
}
