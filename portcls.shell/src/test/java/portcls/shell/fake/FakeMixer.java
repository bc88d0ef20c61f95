package portcls.shell.fake;

import portcls.api.PortClass;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.Registration;
import portcls.api.client.Removal;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsId;
import portcls.shell.command.FilterEntry;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A filter that is nothing but a description. */
public record FakeMixer(String id, PortClass kind, FilterDescriptor descriptor) implements Filter {
    /** As the container lists it. */
    public FilterEntry entry(String device) {
        return new FilterEntry(this, device, "miniport.topology 0.1.0", Set.of("AUDIO"));
    }

    @Override
    public String name() {
        return descriptor.name();
    }

    @Override
    public FilterHandle open() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Removal> removal() {
        return Optional.empty();
    }

    @Override
    public Registration onRemoval(Consumer<Removal> listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration onNotification(KsId notificationId, Consumer<ByteBuffer> listener) {
        throw new UnsupportedOperationException();
    }
}
