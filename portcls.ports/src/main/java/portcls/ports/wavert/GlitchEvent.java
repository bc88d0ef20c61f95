package portcls.ports.wavert;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

import portcls.api.wavert.StreamRegisters;

/** A glitch, for Flight Recorder ({@code ne-portcls-epcminiportengineevent}, GLITCH_REPORT). */
@Name("portcls.Glitch")
@Label("Glitch")
@Category({"portcls", "Wave"})
@StackTrace(false)
final class GlitchEvent extends Event {
    @Label("Filter")
    String filter = "";

    @Label("Capture")
    boolean capture;

    @Label("Frame")
    long frame;

    @Label("Glitches")
    long glitches;

    @Label("Lost frames")
    long lostFrames;

    static void tell(String filter, boolean capture, StreamRegisters registers) {
        GlitchEvent event = new GlitchEvent();
        if (event.isEnabled()) {
            event.filter = filter;
            event.capture = capture;
            event.frame = registers.transferred();
            event.glitches = registers.glitches();
            event.lostFrames = registers.lost();
            event.commit();
        }
    }
}
