package portcls.api.ks;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

import portcls.api.PortClsException;

/**
 * A property request that waits for its answer ({@code
 * nf-portcls-pccompletependingpropertyrequest}). May be completed from any thread; does not block.
 */
@ProviderType
public interface PendingRequest<T> {
    /**
     * Success.
     *
     * @param value the answer to a get; null after a set
     * @throws IllegalStateException when it was completed before
     */
    void complete(@Nullable T value);

    /**
     * Failure.
     *
     * @throws IllegalStateException when it was completed before
     * @throws IllegalArgumentException when the status is PENDING or SUCCESS
     */
    void fail(PortClsException failure);
}
