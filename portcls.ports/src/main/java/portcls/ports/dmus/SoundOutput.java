package portcls.ports.dmus;

import portcls.api.IMasterClock;
import portcls.api.diag.Counter;
import portcls.api.dmus.IMXF;
import portcls.api.ks.KsState;

import java.io.IOException;
import java.util.List;

/** Where render pins of a synthesizer are heard. On the worker, but for what is marked. */
interface SoundOutput {
    /** The stream that sounds them. */
    IMXF sink();

    /** By which clock they run; from any thread. */
    IMasterClock masterClock();

    /** Whether they get their events when the sound is rendered, and not by the house's clock. */
    boolean isPulled();

    /** A pin is heard there from now on. */
    void joined(RenderPin pin);

    /**
     * A pin is about to enter a higher state.
     *
     * @throws IOException when the sound cannot be brought that far
     */
    void rises(RenderPin pin, KsState to) throws IOException;

    /** A pin has entered a lower state. */
    void sinks(RenderPin pin, KsState to);

    /** The pin that was to be heard there could not be made. */
    void unused();

    /** A pin is heard there no more. */
    void left(RenderPin pin);

    /** What is counted of the sound for this pin; from any thread. */
    List<Counter> counters(RenderPin pin);
}
