package portcls.api.ks;

/**
 * A property that can be asked for: the documented set and id, and the type of its value. Keys are
 * constants, for example {@link PinProperty#CTYPES}.
 *
 * @param set the property set
 * @param id the documented id within the set
 * @param name the documented name without prefix
 * @param type how its value is written in memory
 * @param <T> the value as Java sees it
 */
public record PropertyKey<T>(KsId set, int id, String name, ValueType<T> type) {
    @Override
    public String toString() {
        return set.name() + "/" + name;
    }
}
