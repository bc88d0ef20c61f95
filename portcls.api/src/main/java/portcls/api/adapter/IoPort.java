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

    /** Reads two registers at once, the lower one first: 0 … 65535. */
    @Irql(Level.ANY)
    default int readWord(int offset) {
        return read(offset) | read(offset + 1) << 8;
    }

    /** Writes two registers at once; the low 16 bits count. */
    @Irql(Level.ANY)
    default void writeWord(int offset, int value) {
        write(offset, value);
        write(offset + 1, value >>> 8);
    }

    /** Reads four registers at once, the lowest one first. */
    @Irql(Level.ANY)
    default int readDoubleWord(int offset) {
        return readWord(offset) | readWord(offset + 2) << 16;
    }

    /** Writes four registers at once. */
    @Irql(Level.ANY)
    default void writeDoubleWord(int offset, int value) {
        writeWord(offset, value);
        writeWord(offset + 2, value >>> 16);
    }

    /** Number of registers. */
    int length();

    @Override
    default ResourceType type() {
        return ResourceType.PORT;
    }
}
