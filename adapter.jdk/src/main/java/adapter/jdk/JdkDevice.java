package adapter.jdk;

import portcls.api.adapter.Adapter;

/** A device of the Java platform that is plugged in. */
public interface JdkDevice extends Adapter, AutoCloseable {
    /**
     * Whether something moves through it, so that it is there whatever the platform's list says: a
     * device in use can be missing in it, as the platform tries to open what it lists.
     */
    boolean isInUse();

    /** The device went by itself; from now on {@link #isGone} says so. */
    void gone();

    /** Lets go of the platform's device. Takes a bounded time. */
    @Override
    void close();
}
