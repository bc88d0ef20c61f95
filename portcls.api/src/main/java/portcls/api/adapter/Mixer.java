package portcls.api.adapter;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.ks.JackDescription;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * A device with volumes, switches, selectors and meters between its lines: the resource that the
 * stock topology miniport works with. Whoever has a mixer of any kind writes one of these and gets
 * a filter with nodes, their properties with ranges, change events, and settings that outlive a
 * restart.
 *
 * <p>Calls at PASSIVE come from one thread at a time.
 */
@ConsumerType
public interface Mixer extends Resource {
    /** Its lines and controls. Asked once; the answer does not change while the device is there. */
    @Irql(Level.PASSIVE)
    MixerLayout layout();

    /**
     * A value of a control: a level in 1/65536 dB ({@link Integer#MIN_VALUE} = silence), a switch
     * (0 or 1), the number of the input that a selector passes on (1 …), a peak (0 … {@link
     * Integer#MAX_VALUE}; reading takes it back to 0).
     *
     * @param channel 0 … {@link MixerControl#channels()} − 1
     * @throws IOException when the device cannot tell
     */
    @Irql(Level.PASSIVE)
    int value(MixerControl control, int channel) throws IOException;

    /**
     * Sets a value of a control.
     *
     * @param value in the control's range, on one of its steps
     * @throws IOException when the device refuses
     */
    @Irql(Level.PASSIVE)
    void value(MixerControl control, int channel, int value) throws IOException;

    /**
     * Sets who is told, on any thread, that a control was changed by somebody else: a knob, another
     * program. The listener does not block. Null = nobody: when this returns, the one before does
     * not run and will not.
     */
    @Irql(Level.PASSIVE)
    void onChange(@Nullable Consumer<MixerControl> listener);

    /** The sockets of a line as they are now. Must not block. */
    @Irql(Level.ANY)
    default List<JackDescription> jacks(MixerLine line) {
        return line.jacks();
    }

    /** Sets who is told that the sockets of a line have changed; as {@link #onChange}. */
    @Irql(Level.PASSIVE)
    default void onJackChange(@Nullable Consumer<MixerLine> listener) {}

    /**
     * Whether the device keeps its settings itself: then nobody sets them anew when it comes back.
     */
    @Irql(Level.ANY)
    default boolean keepsSettings() {
        return false;
    }

    /** Whether the processor of this machine does its work, such as that of its meters. */
    @Irql(Level.ANY)
    default boolean onHostCpu() {
        return false;
    }

    @Override
    default ResourceType type() {
        return ResourceType.DEVICE_PRIVATE;
    }
}
