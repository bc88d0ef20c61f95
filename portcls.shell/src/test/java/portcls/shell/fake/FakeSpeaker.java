package portcls.shell.fake;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.Registration;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.api.ks.AudioDataRange;
import portcls.api.ks.Categories;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.FormatIds;
import portcls.api.ks.KsId;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.WaveFormat;
import portcls.shell.command.FilterEntry;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;

/** A wave device: pin 0 plays, pin 1 records; both are {@link FakeWavePin}s. */
public final class FakeSpeaker implements Filter {
    final FakeClock clock;
    private final String id;
    private final List<FakeWavePin> pins = new ArrayList<>();
    private WaveFormat preferred = WaveFormat.float32(48_000, 2);
    private List<AudioDataRange> ranges =
            List.of(any(FormatIds.SUBTYPE_IEEE_FLOAT), any(FormatIds.SUBTYPE_PCM));
    private volatile @Nullable Removal removal;
    private @Nullable PortClsException refusal;

    /** What the microphone hears: the sample of a frame, in units of 2⁻¹⁵. */
    public LongUnaryOperator hears = frame -> 0;

    /** Frames that move where one should: 0 = the device stands still. */
    public int pace = 1;

    public FakeSpeaker(String id, FakeClock clock) {
        this.id = id;
        this.clock = clock;
    }

    /** A device that has this format only. */
    public FakeSpeaker only(WaveFormat format) {
        preferred = format;
        ranges =
                List.of(
                        new AudioDataRange(
                                format.subFormat(),
                                FormatIds.SPECIFIER_WAVEFORMATEX,
                                format.channels(),
                                format.bitsPerSample(),
                                format.bitsPerSample(),
                                format.samplesPerSecond(),
                                format.samplesPerSecond()));
        return this;
    }

    /** Refuses to be opened. */
    public void refuse(Status status, String why) {
        refusal = new PortClsException(status, why);
    }

    /** The pins that were opened, in order. */
    public List<FakeWavePin> pins() {
        return List.copyOf(pins);
    }

    /** The first pin that was opened. */
    public FakeWavePin pin() {
        return pins.getFirst();
    }

    /** The device goes. */
    public void remove(String why) {
        removal = new Removal(RemovalReason.SURPRISE, why, clock.instant());
    }

    /** The device is there again. */
    public void restore() {
        removal = null;
    }

    /** As the container lists it. */
    public FilterEntry entry() {
        return new FilterEntry(this, id, "driver 1.0", Set.of("RENDER", "CAPTURE"));
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
        return PortClass.WAVERT;
    }

    @Override
    public FilterDescriptor descriptor() {
        DataRange[] all = ranges.toArray(DataRange[]::new);
        return FilterDescriptor.builder(name())
                .pin(PinDescriptor.streaming(DataFlow.IN, PinCategories.SPEAKER, all))
                .pin(PinDescriptor.streaming(DataFlow.OUT, PinCategories.MICROPHONE, all))
                .category(Categories.RENDER)
                .category(Categories.CAPTURE)
                .build();
    }

    @Override
    public FilterHandle open() {
        return new FakeHandle(this);
    }

    @Override
    public Optional<Removal> removal() {
        return Optional.ofNullable(removal);
    }

    @Override
    public Registration onRemoval(Consumer<Removal> listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration onNotification(KsId notificationId, Consumer<ByteBuffer> listener) {
        throw new UnsupportedOperationException();
    }

    WaveFormat preferred() {
        return preferred;
    }

    FakeWavePin openPin(boolean capture, WaveFormat format, int frames, int packets) {
        if (refusal != null) {
            throw refusal;
        }
        if (ranges.stream().noneMatch(format::fits)) {
            throw new PortClsException(Status.NO_MATCH, "no such format");
        }
        FakeWavePin pin = new FakeWavePin(this, capture, format, frames / packets, packets);
        pins.add(pin);
        return pin;
    }

    private static AudioDataRange any(KsId kind) {
        boolean floats = kind.equals(FormatIds.SUBTYPE_IEEE_FLOAT);
        return new AudioDataRange(
                kind, FormatIds.SPECIFIER_WAVEFORMATEX, 8, floats ? 32 : 8, 32, 8_000, 96_000);
    }
}
