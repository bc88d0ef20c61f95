package portcls.api.dmus;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.DirectMusicPin;
import portcls.api.client.Target;

/**
 * The synthesizer behind an open pin, for programs: its instruments, voices and statistics without
 * the words of the property sets. Each open pin is a synthesizer of its own.
 *
 * <pre>{@code
 * try (DirectMusicPin pin = filter.openDirectMusic()) {
 *     Synthesizer synth = Synthesizer.of(pin);
 *     long bank = synth.download(Files.readAllBytes(Path.of("strings.sf2")));
 *     pin.run();
 *     …
 *     synth.unload(bank);
 * }
 * }</pre>
 *
 * <p>Calls wait for their turn at the device, as all property requests do.
 *
 * @param pin the pin
 * @param node id of its synthesizer node
 */
public record Synthesizer(DirectMusicPin pin, int node) {
    /** What a pin has that nobody has wished anything of. */
    private static final SynthPortParams NO_WISH = new SynthPortParams(0, 0, 0, 0, 0, 0, false);

    /**
     * The synthesizer of a pin.
     *
     * @throws PortClsException NOT_FOUND when there is none behind it
     */
    public static Synthesizer of(DirectMusicPin pin) {
        int node =
                pin.synthesizer()
                        .orElseThrow(
                                () ->
                                        new PortClsException(
                                                Status.NOT_FOUND,
                                                "there is no synthesizer behind pin "
                                                        + pin.pinId()
                                                        + " of "
                                                        + pin.filter().id()));
        return new Synthesizer(pin, node);
    }

    /** What it can do. */
    public SynthCaps capabilities() {
        return pin.get(SynthProperty.CAPS, Target.node(node));
    }

    /**
     * How it works now. A pin that was opened as a {@link DirectMusicPin} has been given voices.
     */
    public SynthPortParams parameters() {
        return setUp(NO_WISH);
    }

    /** Wishes for voices, channel groups, …; returns what it gives. */
    public SynthPortParams setUp(SynthPortParams wish) {
        return pin.get(SynthProperty.PORTPARAMETERS, SynthTarget.portParams(node, wish));
    }

    /**
     * Downloads instruments: a whole bank, DLS or SoundFont 2, or a DLS block of the documents. At
     * any time, also while notes play; its instruments cover those of the same number that were
     * there.
     *
     * @return names it, for {@link #unload}
     * @throws PortClsException INVALID_PARAMETER when the data is neither or is broken: says where
     */
    public long download(byte[] data) {
        return pin.get(SynthDlsProperty.DOWNLOAD, SynthTarget.buffer(node, data)).handle();
    }

    /**
     * Takes a download away; returns when the notes that sound with it have ended, at the latest
     * after ten seconds: such notes go on then, but no new ones begin.
     */
    public void unload(long download) {
        pin.set(SynthDlsProperty.UNLOAD, Target.node(node), download);
    }

    /** Voices, load, lost notes, peak since the pin began to run. */
    public SynthStats statistics() {
        return pin.get(SynthProperty.RUNNINGSTATS, Target.node(node));
    }

    /** Adds to the volume after the mix, 1/100 dB. */
    public void setVolumeBoost(int hundredthsOfDecibel) {
        pin.set(SynthProperty.VOLUMEBOOST, Target.node(node), hundredthsOfDecibel);
    }

    /** Sets the volume, 1/100 dB; 0 is as it comes. */
    public void setVolume(int hundredthsOfDecibel) {
        pin.set(SynthProperty.VOLUME, hundredthsOfDecibel);
    }

    /**
     * How important a channel is when voices run out, see {@link VoicePriority}.
     *
     * @param channel 0 … 15
     */
    public void setVoicePriority(int channelGroup, int channel, int priority) {
        pin.set(
                SynthProperty.VOICEPRIORITY,
                SynthTarget.channel(node, channelGroup, channel),
                priority);
    }
}
