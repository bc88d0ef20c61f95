package example.sb16;

import static java.lang.System.Logger.Level.WARNING;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The steps of a start. When one fails, those that were done are undone, the last one first, and
 * the error says which one it was. For one thread.
 */
final class Steps {
    private static final System.Logger LOG = System.getLogger(Steps.class.getName());

    private final Deque<Runnable> undoing = new ArrayDeque<>();
    private String step = "divide the resources";

    /** What comes next, for people. */
    void next(String newStep) {
        step = newStep;
    }

    /** The step is done; this is how to undo it. */
    void done(Runnable undo) {
        undoing.push(undo);
    }

    /** The step failed: undoes all before it. */
    PortClsException failed(Adapter device, RuntimeException cause) {
        String failed = step;
        undo(device);
        Status status =
                cause instanceof PortClsException told ? told.status() : Status.UNSUCCESSFUL;
        String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return new PortClsException(
                status,
                "the step \"" + failed + "\" failed and those before it were undone: " + why,
                cause);
    }

    /** Undoes what was done; what cannot be undone keeps nothing else from it. */
    private void undo(Adapter device) {
        while (!undoing.isEmpty()) {
            try {
                undoing.pop().run();
            } catch (RuntimeException e) {
                LOG.log(
                        WARNING,
                        "a step of starting " + device.id() + " cannot be undone; the rest is",
                        e);
            }
        }
    }
}
