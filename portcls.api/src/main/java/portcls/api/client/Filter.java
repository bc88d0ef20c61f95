package portcls.api.client;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

import portcls.api.PortClass;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsId;
import portcls.api.ks.WaveFormat;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A device as programs see it: a port and its miniport. A service with these properties: {@link
 * #ID}, {@link #NAME}, {@link #KIND}, {@link #CATEGORY}, {@link #DEVICE}, {@link #SUBDEVICE},
 * {@link #DRIVER}.
 *
 * <pre>{@code
 * @Reference(target = "(category=SYNTHESIZER)")
 * Filter synth;
 *
 * try (MidiPin pin = synth.openMidi()) {
 *     pin.run();
 *     pin.send(MidiMessages.noteOn(0, 60, 100));
 * }
 * }</pre>
 */
@ProviderType
public interface Filter {
    /** Service property: the filter's id, {@link #id()}. */
    String ID = "portcls.id";

    /** Service property: what people call it. */
    String NAME = "portcls.name";

    /** Service property: kind of port, for example {@code midi}. */
    String KIND = "portcls.kind";

    /** Service property, many: the names of its categories, for example {@code RENDER}. */
    String CATEGORY = "category";

    /** Service property: id of the device it belongs to. */
    String DEVICE = "portcls.device";

    /** Service property: name of the subdevice on its device; empty when it is the only one. */
    String SUBDEVICE = "portcls.subdevice";

    /**
     * Service property: bundle and version of its driver, for example {@code miniport.midi 0.1.0}.
     */
    String DRIVER = "portcls.driver";

    /**
     * Identity: the device's id, and {@code /subdevice} when the subdevice has a name. The same
     * each time the device comes.
     */
    String id();

    /** What people call it. */
    String name();

    /** Kind of port. */
    PortClass kind();

    /** Pins, nodes, connections, categories. */
    FilterDescriptor descriptor();

    /**
     * Opens a handle: a file handle of the documents. Pins belong to a handle and close with it.
     *
     * @throws portcls.api.PortClsException DEVICE_REMOVED when the filter is gone
     */
    FilterHandle open();

    /** Why the filter is gone; empty while it is there. */
    Optional<Removal> removal();

    /**
     * Asks to be told once of the removal, on another thread; at once when it is gone already.
     * Close the result to take the wish back.
     */
    Registration onRemoval(Consumer<Removal> listener);

    /** Opens the first pin that takes MIDI; its handle closes with it. */
    default MidiPin openMidi() {
        FilterHandle handle = open();
        try {
            return handle.openMidi(handle.firstMidiPin(false), true);
        } catch (RuntimeException e) {
            handle.close();
            throw e;
        }
    }

    /** Opens the first pin that takes time-stamped music; its handle closes with it. */
    default DirectMusicPin openDirectMusic() {
        FilterHandle handle = open();
        try {
            return handle.openDirectMusic(handle.firstDirectMusicPin(false), true);
        } catch (RuntimeException e) {
            handle.close();
            throw e;
        }
    }

    /** Opens the first pin that plays sound; its handle closes with it. */
    default WavePin openRender(WaveFormat format, Buffer buffer) {
        return openWave(false, format, buffer);
    }

    /** Opens the first pin that plays sound, in the format that it likes best. */
    default WavePin openRender(Buffer buffer) {
        return openWave(false, null, buffer);
    }

    /** Opens the first pin that records sound; its handle closes with it. */
    default WavePin openCapture(WaveFormat format, Buffer buffer) {
        return openWave(true, format, buffer);
    }

    /** Opens the first pin that records sound, in the format that it likes best. */
    default WavePin openCapture(Buffer buffer) {
        return openWave(true, null, buffer);
    }

    /**
     * Listens to what the driver's audio modules tell ({@code
     * implementing-audio-module-communication}).
     *
     * @param listener called on another thread with a read-only view
     */
    Registration onNotification(KsId notificationId, Consumer<ByteBuffer> listener);

    private WavePin openWave(boolean capture, @Nullable WaveFormat format, Buffer buffer) {
        FilterHandle handle = open();
        try {
            int pin = handle.firstWavePin(capture);
            WaveFormat chosen = format == null ? handle.preferredFormat(pin) : format;
            return handle.openWave(pin, chosen, buffer, true);
        } catch (RuntimeException e) {
            handle.close();
            throw e;
        }
    }

    /** Opens the first pin that gives MIDI; its handle closes with it. */
    default MidiCapturePin openMidiCapture() {
        FilterHandle handle = open();
        try {
            return handle.openMidiCapture(handle.firstMidiPin(true), true);
        } catch (RuntimeException e) {
            handle.close();
            throw e;
        }
    }
}
