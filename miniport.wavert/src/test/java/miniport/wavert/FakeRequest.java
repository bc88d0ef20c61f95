package miniport.wavert;

import portcls.api.IMiniport;
import portcls.api.Status;
import portcls.api.ks.KsLayout;
import portcls.api.ks.PendingRequest;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.PropertyRequest;
import portcls.api.ks.PropertyVerb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;

/** A get request to the filter. */
record FakeRequest<T>(IMiniport majorTarget, PropertyItem<T> item, ByteBuffer instance)
        implements PropertyRequest<T> {
    /** Asks the filter with a pin id. */
    static <T> T ask(WaveMiniport miniport, PropertyKey<T> key, int pin) throws IOException {
        return ask(miniport, key, KsLayout.little(8).putInt(pin).putInt(0).flip());
    }

    @SuppressWarnings("unchecked") // found by its key
    static <T> T ask(WaveMiniport miniport, PropertyKey<T> key, ByteBuffer instance)
            throws IOException {
        PropertyItem<T> item =
                (PropertyItem<T>)
                        miniport.getDescription()
                                .automation()
                                .property(key.set(), key.id())
                                .orElseThrow();
        return Objects.requireNonNull(
                Objects.requireNonNull(item.getter())
                        .get(new FakeRequest<>(miniport, item, instance)));
    }

    @Override
    public Optional<Object> minorTarget() {
        return Optional.empty();
    }

    @Override
    public int node() {
        return NO_NODE;
    }

    @Override
    public PropertyVerb verb() {
        return PropertyVerb.GET;
    }

    @Override
    public void answerWith(Status status) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PendingRequest<T> pend() {
        throw new UnsupportedOperationException();
    }
}
