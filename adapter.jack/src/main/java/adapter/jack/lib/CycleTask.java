package adapter.jack.lib;

import portcls.api.Irql;
import portcls.api.Irql.Level;

/** Something to be done in each cycle of the server. */
public interface CycleTask {
    /** Runs on the process thread: no lock, no waiting, no objects. */
    @Irql(Level.DISPATCH)
    void cycle(Cycle cycle);

    /** Whether it takes sound or MIDI in; those come first, so that a loop costs one cycle. */
    boolean isInput();
}
