package portcls.api.adapter;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

import java.io.IOException;
import java.nio.file.Path;

/** A recording that runs. What was written is a valid file at any time from its start on. */
@ConsumerType
public interface Recording extends AutoCloseable {
    /** Where it goes. */
    Path file();

    /** Master time of its first frame, 100 ns. */
    long startTime100ns();

    /** Frames written. */
    long frames();

    /** Frames per second. */
    int sampleRate();

    /**
     * Waits until everything up to now is written, and ends it.
     *
     * @throws IOException when something could not be written; what was written until then is a
     *     valid file
     */
    @Override
    @Irql(Level.PASSIVE)
    void close() throws IOException;
}
