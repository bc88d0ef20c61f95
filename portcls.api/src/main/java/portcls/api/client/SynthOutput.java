package portcls.api.client;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.ks.WaveFormat;

import java.lang.foreign.MemorySegment;

/**
 * The sound of a synthesizer, pulled by the program itself and as fast as it likes: off-line. It
 * sounds the music pins that are opened on the same handle after it; their presentation time is
 * what was rendered, and no wave device is involved.
 *
 * <pre>{@code
 * try (FilterHandle synth = filter.open();
 *         SynthOutput out = synth.openSynthOutput(WaveFormat.pcm(44_100, 16, 2));
 *         DirectMusicPin pin = synth.openDirectMusic(synth.firstDirectMusicPin(false))) {
 *     out.run();
 *     pin.run();
 *     pin.send(ReferenceTime.millis(500), 0, MidiMessages.noteOn(0, 60, 100));
 *     out.render(twoSeconds);    // heard after exactly half a second
 * }
 * }</pre>
 */
@ProviderType
public interface SynthOutput extends Pin {
    /** Format of the frames. */
    WaveFormat waveFormat();

    /**
     * Renders what comes next; for one thread at a time.
     *
     * @param frames whole frames in {@link #waveFormat()}; all of it is filled
     * @throws portcls.api.PortClsException INVALID_DEVICE_STATE when it does not run,
     *     DEVICE_REMOVED when the device is gone
     */
    void render(MemorySegment frames);

    /** Frames that were rendered since it began to run. */
    long renderedFrames();
}
