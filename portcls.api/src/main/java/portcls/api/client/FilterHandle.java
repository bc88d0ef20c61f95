package portcls.api.client;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.ks.DataFormat;
import portcls.api.ks.DataRange;
import portcls.api.ks.WaveFormat;

import java.util.List;

/** An open filter. Closing it closes its pins. */
@ProviderType
public interface FilterHandle extends PropertyAccess, AutoCloseable {
    /** The filter. */
    Filter filter();

    /**
     * Finds the best format that a pin and the client have in common ({@code data-intersection}):
     * the client's ranges in order, for each the pin's ranges in order.
     *
     * @throws portcls.api.PortClsException NO_MATCH when no pair has a format in common
     */
    DataFormat intersect(int pinId, List<DataRange> clientRanges);

    /**
     * The first streaming MIDI pin of a direction.
     *
     * @param capture true: from the device to programs
     * @throws portcls.api.PortClsException NOT_FOUND when there is none
     */
    int firstMidiPin(boolean capture);

    /** Opens a pin that takes MIDI. */
    default MidiPin openMidi(int pinId) {
        return openMidi(pinId, false);
    }

    /**
     * Opens a pin that takes MIDI.
     *
     * @param closesHandle whether closing the pin closes this handle too
     * @throws portcls.api.PortClsException INVALID_PARAMETER for a wrong pin id or direction,
     *     DEVICE_BUSY when all instances are in use, IO_DEVICE_ERROR when the driver fails
     */
    MidiPin openMidi(int pinId, boolean closesHandle);

    /** Opens a pin that gives MIDI. */
    default MidiCapturePin openMidiCapture(int pinId) {
        return openMidiCapture(pinId, false);
    }

    /** Opens a pin that gives MIDI; errors as for {@link #openMidi(int, boolean)}. */
    MidiCapturePin openMidiCapture(int pinId, boolean closesHandle);

    /**
     * The first streaming pin of a direction that carries time-stamped music.
     *
     * @param capture true: from the device to programs
     * @throws portcls.api.PortClsException NOT_FOUND when there is none
     */
    int firstDirectMusicPin(boolean capture);

    /** Opens a pin that takes time-stamped music. */
    default DirectMusicPin openDirectMusic(int pinId) {
        return openDirectMusic(pinId, false);
    }

    /** Opens a pin that takes time-stamped music; errors as for {@link #openMidi(int, boolean)}. */
    DirectMusicPin openDirectMusic(int pinId, boolean closesHandle);

    /**
     * Opens a pin that gives time-stamped music: {@link MidiEvent#channelGroup()} counts, and
     * {@link MidiCapturePin#read} gives DMUS_EVENTHEADER structures. Errors as for {@link
     * #openMidi(int, boolean)}.
     */
    MidiCapturePin openDirectMusicCapture(int pinId);

    /**
     * Takes the sound of a synthesizer filter to oneself, off-line: the music pins that are opened
     * on this handle from now on are heard there and nowhere else.
     *
     * @throws portcls.api.PortClsException NOT_FOUND when the filter is no synthesizer with a wave
     *     pin, NO_MATCH for a format that its wave pin does not have, DEVICE_BUSY when this handle
     *     has one already
     */
    SynthOutput openSynthOutput(WaveFormat format);

    /**
     * The first streaming wave pin of a direction; a loopback pin only when there is no other.
     *
     * @param capture true: from the device to programs
     * @throws portcls.api.PortClsException NOT_FOUND when there is none
     */
    int firstWavePin(boolean capture);

    /**
     * The format that a wave pin likes best.
     *
     * @throws portcls.api.PortClsException NO_MATCH when the pin has no wave format
     */
    WaveFormat preferredFormat(int pinId);

    /** Opens a wave pin. */
    default WavePin openWave(int pinId, WaveFormat format, Buffer buffer) {
        return openWave(pinId, format, buffer, false);
    }

    /**
     * Opens a wave pin, to play or to record as the pin does.
     *
     * @param closesHandle whether closing the pin closes this handle too
     * @throws portcls.api.PortClsException INVALID_PARAMETER for a wrong pin id, NO_MATCH for a
     *     format that the pin does not have, DEVICE_BUSY when all instances are in use,
     *     IO_DEVICE_ERROR when the driver fails, INSUFFICIENT_RESOURCES when there is no memory
     */
    WavePin openWave(int pinId, WaveFormat format, Buffer buffer, boolean closesHandle);

    @Override
    void close();
}
