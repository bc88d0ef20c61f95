package portcls.shell.fake;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.client.FilterHandle;
import portcls.api.client.Registration;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.api.ks.AudioDataRange;
import portcls.api.ks.Categories;
import portcls.api.ks.DataFlow;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsId;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.shell.command.FilterEntry;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A synthesizer: pin 0 takes music, and its sound is a hum while notes are played. */
public final class FakeSynth implements FakeDevice {
    /** From a message to its sound, 100 ns. */
    public static final long LATENCY = ReferenceTime.millis(30);

    final FakeClock clock;
    final List<byte[]> downloads = new ArrayList<>();
    final List<String> outputs = new ArrayList<>();
    private final String id;
    private final List<FakeMusicPin> pins = new ArrayList<>();
    private @Nullable Removal removal;
    private long removedAt;

    /** What it plays to. */
    public String output = "";

    /** What plays it. */
    public String playing = "";

    /** What got lost. */
    public long lost;

    /** Why it takes no instruments. */
    public @Nullable PortClsException refusal;

    /** The only format that it renders. */
    public WaveFormat format = WaveFormat.pcm(44_100, 16, 2);

    public FakeSynth(String id, FakeClock clock) {
        this.id = id;
        this.clock = clock;
    }

    /** The pins that were opened, in order. */
    public List<FakeMusicPin> pins() {
        return List.copyOf(pins);
    }

    /** Instruments that it was given. */
    public List<byte[]> downloads() {
        return List.copyOf(downloads);
    }

    /** Wave devices that it was told to play to, in order. */
    public List<String> outputs() {
        return List.copyOf(outputs);
    }

    /** The device goes. */
    public void remove(String why) {
        removedAt = clock.getTime();
        removal = new Removal(RemovalReason.ORDERLY, why, clock.instant());
    }

    /** As the container lists it. */
    public FilterEntry entry() {
        return new FilterEntry(this, id, "miniport.dmus 0.1.0", Set.of("RENDER", "SYNTHESIZER"));
    }

    FakeMusicPin openPin() {
        FakeMusicPin pin = new FakeMusicPin(this, clock);
        pins.add(pin);
        return pin;
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
        return PortClass.DMUS;
    }

    @Override
    public FilterDescriptor descriptor() {
        return FilterDescriptor.builder(name())
                .pin(PinDescriptor.midiRender())
                .pin(
                        PinDescriptor.streaming(
                                DataFlow.OUT,
                                PinCategories.SYNTHESIZER,
                                AudioDataRange.float32(2, 44_100, 44_100)))
                .node(NodeDescriptor.of(NodeTypes.SYNTHESIZER))
                .category(Categories.RENDER)
                .category(Categories.SYNTHESIZER)
                .build();
    }

    @Override
    public FilterHandle open() {
        return new FakeSynthHandle(this);
    }

    @Override
    public Optional<Removal> removal() {
        return Optional.ofNullable(removal);
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
