package adapter.virtual.mixer;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.Mixer;
import portcls.api.adapter.MixerControl;
import portcls.api.adapter.MixerLayout;
import portcls.api.adapter.MixerLine;
import portcls.api.adapter.Subdevice;
import portcls.api.ks.BasicSupport.Stepping;
import portcls.api.ks.JackDescription;

import java.util.List;
import java.util.function.Consumer;

/**
 * The mixer of the speakers. Its controls can be set by a driver, and turned by hand: then the
 * driver is told. Any thread.
 */
public final class VirtualMixer implements Mixer {
    /** Its name as a function of its device. */
    public static final String NAME = "mixer";

    /** Line that what is played comes in by. */
    public static final String PLAYED = Controls.WAVE;

    /** Line that what is recorded goes out by. */
    public static final String RECORDED = Controls.RECORD;

    /** What the controls of the layout are, in their order. */
    private static final List<Controls> CONTROLS = List.of(Controls.values());

    private final String device;
    private final MixerLayout layout;
    private final Values values;
    private volatile List<JackDescription> speakers;
    private @Nullable Consumer<MixerControl> listener;
    private @Nullable Consumer<MixerLine> jackListener;

    /**
     * One whose controls change nothing.
     *
     * @param device whose it is
     * @param channels of the device
     * @param socket of the speakers
     */
    public VirtualMixer(String device, int channels, JackDescription socket) {
        this.device = device;
        layout = Controls.layout(channels, socket);
        values = new Values(channels);
        speakers = List.of(socket);
    }

    /** As a function of its device. */
    public Subdevice subdevice() {
        return new Subdevice(NAME, List.of("virtual:mixer", "mixer"), List.of(this));
    }

    /** What it does with what is played. */
    public RenderChain renderChain() {
        return new RenderChain(values);
    }

    /** What it does with what a stream records. */
    public CaptureChain captureChain(int rate, int channels) {
        return new CaptureChain(values, rate, channels);
    }

    @Override
    public String description() {
        return "mixer of " + device;
    }

    @Override
    public MixerLayout layout() {
        return layout;
    }

    @Override
    public int value(MixerControl control, int channel) {
        Controls known = known(control);
        return known == Controls.METER ? values.takePeak(channel) : values.get(known, channel);
    }

    @Override
    public void value(MixerControl control, int channel, int value) {
        values.set(known(control), channel, value);
    }

    /**
     * Turns a control by hand; the driver is told.
     *
     * @param channel -1 = all
     * @throws IllegalArgumentException when the control has no such value
     */
    public void turn(MixerControl control, int channel, int value) {
        Stepping range = control.range();
        if (range == null || range.clamp(value) != value || known(control) == Controls.METER) {
            throw new IllegalArgumentException(
                    "\""
                            + control.name()
                            + "\" of "
                            + device
                            + " cannot be turned to value="
                            + value
                            + (range == null || known(control) == Controls.METER
                                    ? "; it has nothing to turn"
                                    : "; use " + range.minimum() + " … " + range.maximum()));
        }
        for (int i = 0; i < control.channels(); i++) {
            if (channel < 0 || channel == i) {
                values.set(known(control), i, value);
            }
        }
        tell(control);
    }

    /** Holds the lock while it tells, so that no listener runs that was taken away. */
    private synchronized void tell(MixerControl control) {
        Consumer<MixerControl> told = listener;
        if (told != null) {
            told.accept(control);
        }
    }

    @Override
    public synchronized void onChange(@Nullable Consumer<MixerControl> newListener) {
        listener = newListener;
    }

    @Override
    public List<JackDescription> jacks(MixerLine line) {
        return line.name().equals(Controls.SPEAKERS) ? speakers : line.jacks();
    }

    @Override
    public synchronized void onJackChange(@Nullable Consumer<MixerLine> newListener) {
        jackListener = newListener;
    }

    /** Connects the speakers in another way. */
    public synchronized void setSocket(JackDescription socket) {
        List<JackDescription> changed = List.of(socket);
        if (changed.equals(speakers)) {
            return;
        }
        speakers = changed;
        Consumer<MixerLine> told = jackListener;
        if (told != null) {
            layout.lines().stream()
                    .filter(line -> line.name().equals(Controls.SPEAKERS))
                    .forEach(told);
        }
    }

    @Override
    public boolean onHostCpu() {
        return true;
    }

    private Controls known(MixerControl control) {
        int index = layout.controls().indexOf(control);
        if (index < 0) {
            throw new IllegalArgumentException(
                    description() + " has no such control; use those of its layout: " + control);
        }
        return CONTROLS.get(index);
    }
}
