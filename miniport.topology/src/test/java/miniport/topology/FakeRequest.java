package miniport.topology;

import portcls.api.IMiniport;
import portcls.api.Status;
import portcls.api.ks.PendingRequest;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyRequest;
import portcls.api.ks.PropertyVerb;

import java.nio.ByteBuffer;
import java.util.Optional;

/** A request to the filter or one of its nodes. */
record FakeRequest<T>(
        IMiniport majorTarget,
        PropertyItem<T> item,
        PropertyVerb verb,
        int node,
        ByteBuffer instance)
        implements PropertyRequest<T> {
    @Override
    public Optional<Object> minorTarget() {
        return Optional.empty();
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
