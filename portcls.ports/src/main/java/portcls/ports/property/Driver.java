package portcls.ports.property;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;

import java.io.IOException;
import java.util.function.Supplier;

/** Calls into a driver; whatever goes wrong there becomes one kind of failure that names it. */
final class Driver {
    private final String name;

    Driver(String name) {
        this.name = name;
    }

    /** One call. */
    @FunctionalInterface
    interface Call<T extends @Nullable Object> {
        T run() throws IOException;
    }

    /**
     * Makes a call.
     *
     * @param doing what is tried: "get KSPROPSETID_Audio/MUTE of node 2"; the words are looked for
     *     when something went wrong, and only then
     */
    <T extends @Nullable Object> T call(Supplier<String> doing, Call<T> call) {
        try {
            return call.run();
        } catch (PortClsException e) {
            if (e.status() == Status.SUCCESS || e.status() == Status.PENDING) {
                throw broken(doing.get(), "status=" + e.status() + " is no failure", e);
            }
            throw e;
        } catch (IOException e) {
            throw new PortClsException(
                    Status.IO_DEVICE_ERROR,
                    "the device of driver "
                            + name
                            + " did not let it "
                            + doing.get()
                            + ": "
                            + e.getMessage(),
                    e);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            throw broken(doing.get(), e.toString(), e);
        }
    }

    /** Makes a call that has to give an answer. */
    <T> T ask(Supplier<String> doing, Call<@Nullable T> call) {
        T answer = call(doing, call);
        if (answer == null) {
            throw broken(doing.get(), "the answer is null", null);
        }
        return answer;
    }

    /** The driver does not keep to its contract. */
    PortClsException broken(String doing, String why, @Nullable Throwable cause) {
        return new PortClsException(
                Status.UNSUCCESSFUL, "driver " + name + " failed to " + doing + ": " + why, cause);
    }
}
