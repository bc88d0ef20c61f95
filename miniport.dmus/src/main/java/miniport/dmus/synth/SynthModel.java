package miniport.dmus.synth;

import portcls.api.Irql;
import portcls.api.Irql.Level;

import java.io.IOException;

/** A kind of synthesizer with its configuration: makes the engines of the pins. Any thread. */
public interface SynthModel {
    /** What it can do. */
    @Irql(Level.ANY)
    SynthTraits traits();

    /**
     * Opens an engine with one channel group and the instruments that the configuration gives every
     * pin.
     *
     * @param turn of the pin
     * @param samplesPerSecond one of {@link SynthTraits}
     * @throws IOException when that cannot be
     */
    @Irql(Level.PASSIVE)
    SynthEngine open(Turn turn, int samplesPerSecond) throws IOException;
}
