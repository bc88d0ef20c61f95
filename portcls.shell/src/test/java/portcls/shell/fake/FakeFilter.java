package portcls.shell.fake;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.client.FilterHandle;
import portcls.api.client.MidiPin;
import portcls.api.client.Registration;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsId;
import portcls.shell.command.FilterEntry;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A filter whose pins are {@link FakePin}s. */
public final class FakeFilter implements FakeDevice {
    private final String id;
    private final FakeClock clock;
    private final List<FakePin> pins = new ArrayList<>();
    private @Nullable Removal removal;
    private long removedAt;

    /** Why no pin can be opened. */
    public @Nullable PortClsException refusal;

    /** How much earlier than its time a message must come, 100 ns. */
    public long lag;

    public FakeFilter(String id, FakeClock clock) {
        this.id = id;
        this.clock = clock;
    }

    /** The pins that were opened, in order. */
    public List<FakePin> pins() {
        return List.copyOf(pins);
    }

    /** The device goes. */
    public void remove(String why) {
        removedAt = clock.getTime();
        removal = new Removal(RemovalReason.ORDERLY, why, clock.instant());
    }

    /** As the container lists it. */
    public FilterEntry entry(String driver, String... categories) {
        return new FilterEntry(this, id, driver, Set.of(categories));
    }

    @Override
    public long lag() {
        return lag;
    }

    @Override
    public long removedAt() {
        return removedAt;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String name() {
        return "Name of " + id;
    }

    @Override
    public PortClass kind() {
        return PortClass.MIDI;
    }

    @Override
    public MidiPin openMidi() {
        if (refusal != null) {
            throw refusal;
        }
        FakePin pin = new FakePin(this, clock);
        pins.add(pin);
        return pin;
    }

    @Override
    public Optional<Removal> removal() {
        return Optional.ofNullable(removal);
    }

    @Override
    public FilterDescriptor descriptor() {
        return FilterDescriptor.midi(name());
    }

    @Override
    public FilterHandle open() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration onNotification(KsId notificationId, Consumer<ByteBuffer> listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration onRemoval(Consumer<Removal> listener) {
        throw new UnsupportedOperationException();
    }
}
