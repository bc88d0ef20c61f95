package portcls.ports.music;

import portcls.api.client.MidiEvent;

/** Where whole messages come from. */
@FunctionalInterface
public interface MessageSource {
    /** Fetches the next message; false when there is none. */
    boolean next(MidiEvent into);
}
