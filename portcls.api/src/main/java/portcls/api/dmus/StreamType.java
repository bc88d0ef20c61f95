package portcls.api.dmus;

/**
 * What a stream of a DMus miniport is for, DMUS_STREAM_TYPE ({@code ne-dmusicks-dmus_stream_type}).
 */
public enum StreamType {
    /** Music from programs to the device. */
    MIDI_RENDER(0),
    /** Music from the device to programs. */
    MIDI_CAPTURE(1),
    /** Sound of a software synthesizer; the stream is an {@link ISynthSinkDMus}. */
    WAVE_SINK(2);

    private final int value;

    StreamType(int value) {
        this.value = value;
    }

    /** The documented value. */
    public int value() {
        return value;
    }
}
