package adapter.jack.lib;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * libjack keeps the server it works with in global variables: in one process it can serve one
 * server at a time, and opening a client while the server of another has gone frees that other
 * behind its owner's back. So whoever wants a client takes this first.
 */
public final class OneServer {
    private static @Nullable String holder;

    private OneServer() {}

    /** Takes it; else says who has it. */
    public static synchronized Optional<String> take(String who) {
        if (holder != null) {
            return Optional.of(holder);
        }
        holder = who;
        return Optional.empty();
    }

    /** Gives it back. */
    public static synchronized void giveBack() {
        holder = null;
    }
}
