package portcls.api.ks;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/**
 * A property that a driver serves, PCPROPERTY_ITEM ({@code ns-portcls-pcproperty_item}). A verb
 * without a handler is refused before any handler runs. Handlers run at PASSIVE level, one at a
 * time for a device.
 *
 * <pre>{@code
 * PropertyItem.of(AudioProperty.VOLUMELEVEL)
 *     .get(request -> mixer.volume(request.channel()))
 *     .set((request, value) -> mixer.setVolume(request.channel(), value))
 *     .support(BasicSupport.stepped(MIN, MAX, STEP));
 * }</pre>
 *
 * @param <T> type of the value
 */
public final class PropertyItem<T> {
    private final PropertyKey<T> key;
    private final @Nullable Getter<T> getter;
    private final @Nullable Setter<T> setter;
    private final @Nullable Supporter supporter;

    private PropertyItem(
            PropertyKey<T> key,
            @Nullable Getter<T> getter,
            @Nullable Setter<T> setter,
            @Nullable Supporter supporter) {
        this.key = key;
        this.getter = getter;
        this.setter = setter;
        this.supporter = supporter;
    }

    /** Answers a get. */
    @FunctionalInterface
    public interface Getter<T> {
        /**
         * The value now. To answer later, call {@link PropertyRequest#pend()} and return null.
         *
         * @throws IOException when the device fails
         */
        @Nullable T get(PropertyRequest<T> request) throws IOException;
    }

    /** Answers a set. */
    @FunctionalInterface
    public interface Setter<T> {
        /**
         * Takes over the value. To finish later, call {@link PropertyRequest#pend()} and return.
         *
         * @throws IOException when the device fails
         */
        void set(PropertyRequest<T> request, T value) throws IOException;
    }

    /** Answers a basic-support query. */
    @FunctionalInterface
    public interface Supporter {
        /** Type, ranges and channels of the property, here and now. */
        BasicSupport support(PropertyRequest<?> request);
    }

    /** An item without handlers; add them with the methods below. */
    public static <T> PropertyItem<T> of(PropertyKey<T> key) {
        return new PropertyItem<>(key, null, null, null);
    }

    /** The same item with a handler for get. */
    public PropertyItem<T> get(Getter<T> handler) {
        return new PropertyItem<>(key, handler, setter, supporter);
    }

    /** The same item with a handler for set. */
    public PropertyItem<T> set(Setter<T> handler) {
        return new PropertyItem<>(key, getter, handler, supporter);
    }

    /** The same item with a fixed answer to basic-support queries. */
    public PropertyItem<T> support(BasicSupport answer) {
        return new PropertyItem<>(key, getter, setter, _ -> answer);
    }

    /** The same item with a handler for basic-support queries. */
    public PropertyItem<T> support(Supporter handler) {
        return new PropertyItem<>(key, getter, setter, handler);
    }

    /** The same item with the handlers of another one for the verbs that this one lacks. */
    public PropertyItem<T> orElse(PropertyItem<T> other) {
        return new PropertyItem<>(
                key,
                getter == null ? other.getter : getter,
                setter == null ? other.setter : setter,
                supporter == null ? other.supporter : supporter);
    }

    /** Which property. */
    public PropertyKey<T> key() {
        return key;
    }

    /**
     * Which verbs are served. Basic support always is: without a handler of its own the port
     * answers with the verbs.
     */
    public Set<PropertyVerb> verbs() {
        Set<PropertyVerb> verbs = EnumSet.of(PropertyVerb.BASIC_SUPPORT);
        if (getter != null) {
            verbs.add(PropertyVerb.GET);
        }
        if (setter != null) {
            verbs.add(PropertyVerb.SET);
        }
        return verbs;
    }

    /** The handler for get, or null. */
    public @Nullable Getter<T> getter() {
        return getter;
    }

    /** The handler for set, or null. */
    public @Nullable Setter<T> setter() {
        return setter;
    }

    /** The handler for basic support, or null. */
    public @Nullable Supporter supporter() {
        return supporter;
    }

    @Override
    public String toString() {
        return key + " " + verbs();
    }
}
