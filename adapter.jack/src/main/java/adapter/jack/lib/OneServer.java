package adapter.jack.lib;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * libjack keeps the server it works with in global variables: in one process it can serve one
 * server at a time, and opening a client while the server of another has gone frees that other
 * behind its owner's back. So whoever wants a client takes this first.
 */
public final class OneServer {
    private static @Nullable OneServer holder;

    private final String server;
    private volatile State state = State.TRIES;

    /** How far who has it is. */
    public enum State {
        /** Asks for its server. */
        TRIES,
        /** Has a client there. */
        IS_THERE,
        /** Was to go, but the server does not let its client go. */
        HANGS
    }

    /** For whoever wants clients of a server; has nothing yet. */
    public OneServer(String server) {
        this.server = server;
    }

    /** Takes it for us; else says who has it. */
    public Optional<OneServer> take() {
        synchronized (OneServer.class) {
            if (holder != null) {
                return Optional.of(holder);
            }
            holder = this;
            state = State.TRIES;
            return Optional.empty();
        }
    }

    /** Gives back what we took. */
    public void giveBack() {
        synchronized (OneServer.class) {
            holder = null;
        }
    }

    /** Says how far we are. */
    public void is(State now) {
        state = now;
    }

    /** How far it is. */
    public State state() {
        return state;
    }

    /** Name of its server. */
    public String server() {
        return server;
    }
}
