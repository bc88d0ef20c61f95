package portcls.testkit;

import portcls.api.IInterruptSync;

import java.util.ArrayList;
import java.util.List;

/** An interrupt sync in normal mode whose interrupt is raised by hand. For one thread. */
public final class FakeInterruptSync implements IInterruptSync {
    /** What was registered, in the order in which it is called. */
    public final List<Routine> routines = new ArrayList<>();

    /** The interrupt can come. */
    public boolean connected;

    /** A synchronised routine runs. */
    public boolean held;

    private final List<String> events;

    /** Writes down what is asked of it. */
    public FakeInterruptSync(List<String> events) {
        this.events = events;
    }

    /** Raises the interrupt; returns whether it was acknowledged. */
    public boolean raise() {
        if (held) {
            throw new AssertionError("no interrupt comes while it is held off");
        }
        return connected && routines.stream().anyMatch(routine -> routine.service(this));
    }

    @Override
    public boolean callSynchronizedRoutine(Routine routine) {
        held = true;
        try {
            return routine.service(this);
        } finally {
            held = false;
        }
    }

    @Override
    public void connect() {
        events.add("connect");
        connected = true;
        raise();
    }

    @Override
    public void disconnect() {
        events.add("disconnect");
        connected = false;
    }

    @Override
    public void registerServiceRoutine(Routine routine, boolean first) {
        events.add(first ? "register first" : "register last");
        routines.add(first ? 0 : routines.size(), routine);
    }
}
