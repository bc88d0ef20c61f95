package portcls.ports.wave;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

import portcls.api.wavert.EngineEvent;

/** What an engine did, for Flight Recorder ({@code ne-portcls-epcminiportengineevent}). */
@Name("portcls.MiniportEngineEvent")
@Label("Miniport Engine Event")
@Category({"portcls", "Wave"})
@StackTrace(false)
public final class MiniportEngineEvent extends Event {
    @Label("Filter")
    String filter = "";

    @Label("Event")
    String event = "";

    @Label("Data 1: linear position, bytes")
    long data1;

    @Label("Data 2: write position, bytes")
    long data2;

    @Label("Data 3")
    long data3;

    @Label("Data 4")
    long data4;

    /** Writes one, when it is recorded. From any thread. */
    public static void write(
            String filter, EngineEvent what, long data1, long data2, long data3, long data4) {
        MiniportEngineEvent event = new MiniportEngineEvent();
        if (event.isEnabled()) {
            event.filter = filter;
            event.event = what.name();
            event.data1 = data1;
            event.data2 = data2;
            event.data3 = data3;
            event.data4 = data4;
            event.commit();
        }
    }
}
