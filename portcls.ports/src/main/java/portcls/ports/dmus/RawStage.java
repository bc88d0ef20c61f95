package portcls.ports.dmus;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.dmus.IMXF;
import portcls.api.ks.DataFormat;

import java.io.IOException;

/** A stage of the port's own around a miniport's stream that knows bytes and no events. */
public interface RawStage extends IMXF {
    /** The miniport's stream. */
    Object stream();

    /** Tells the miniport's stream of a format. */
    @Irql(Level.PASSIVE)
    void setFormat(DataFormat format) throws IOException;

    /** The group of a stream to the device was notified: there may be room again. */
    @Irql(Level.DISPATCH)
    default void notified() {}

    /**
     * Whether a stream from the device stopped before everything was read, so that others have
     * their turn.
     */
    @Irql(Level.DISPATCH)
    default boolean hasMore() {
        return false;
    }

    /** Never enter the miniport again. */
    @Irql(Level.ANY)
    void detach();

    /** Forgets the miniport's stream, without calling it. */
    @Irql(Level.PASSIVE)
    void release();
}
