package portcls.api.adapter;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

/** A range of 8-bit registers. */
@ConsumerType
public interface IoPort extends Resource {
    /** Reads a register: 0 … 255. */
    @Irql(Level.ANY)
    int read(int offset);

    /** Writes a register; the low eight bits count. */
    @Irql(Level.ANY)
    void write(int offset, int value);

    /** Number of registers. */
    int length();

    @Override
    default ResourceType type() {
        return ResourceType.PORT;
    }
}
