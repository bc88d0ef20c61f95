package portcls.ports.registry;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;

/** The types of value that a key can hold. */
final class Data {
    private Data() {}

    /** The data, of its own. */
    static Object check(@Nullable String name, @Nullable Object data) {
        if (data instanceof String
                || data instanceof Integer
                || data instanceof Long
                || data instanceof byte[]
                || (data instanceof String[] strings && isComplete(strings))) {
            return copy(data);
        }
        throw new PortClsException(
                Status.INVALID_PARAMETER,
                "a registry value is a String, Integer, Long, byte[] or String[] without null:"
                        + " name="
                        + (name == null ? "" : name)
                        + ", type="
                        + (data == null ? "null" : data.getClass().getSimpleName()));
    }

    static Object copy(Object data) {
        return switch (data) {
            case byte[] bytes -> bytes.clone();
            case String[] strings -> strings.clone();
            default -> data;
        };
    }

    private static boolean isComplete(String[] strings) {
        for (@Nullable String string : strings) {
            if (string == null) {
                return false;
            }
        }
        return true;
    }
}
