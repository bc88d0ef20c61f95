package portcls.shell.play;

import portcls.api.client.MidiPin;
import portcls.shell.command.CommandException;
import portcls.shell.command.FilterEntry;

/** Where a song is played. For one thread. */
interface Stage {
    /** Opens a pin of the device, ready to be run; again when it has come back. */
    MidiPin open(FilterEntry device) throws CommandException;

    /**
     * Sees how the stage stands while a song plays; called often.
     *
     * @param position100ns where the song stands
     * @param progress where to tell what is new
     */
    default void look(MidiPin pin, long position100ns, Progress progress) {}

    /** A device that is heard by itself. */
    static Stage plain() {
        return FilterEntry::openMusic;
    }
}
