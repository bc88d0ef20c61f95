package adapter.virtual.wave;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** Whether a device works. Any thread. */
final class DeviceState {
    private final String device;
    private final Runnable onFailure;
    private volatile @Nullable IOException failure;

    /**
     * Makes one that works.
     *
     * @param device its id
     * @param onFailure called once, on the streaming thread, when it breaks
     */
    DeviceState(String device, Runnable onFailure) {
        this.device = device;
        this.onFailure = onFailure;
    }

    String device() {
        return device;
    }

    /** Why it does not work; null = it does. */
    @Nullable IOException failure() {
        return failure;
    }

    /** It is taken away. */
    void remove() {
        if (failure == null) {
            failure = new IOException(device + " is gone: it was unplugged");
        }
    }

    /** It breaks; one thread at a time. */
    void breakDown(String why) {
        if (failure == null) {
            failure = new IOException(device + " is gone: " + why);
            onFailure.run();
        }
    }
}
