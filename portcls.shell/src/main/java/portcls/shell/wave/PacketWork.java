package portcls.shell.wave;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** What is done with the packets of a stream. All but {@link #end} is for the streaming thread. */
interface PacketWork {
    /** Works on the next packet and hands it over. */
    void work(MemorySegment packet) throws IOException;

    /** Whether that was the last one. */
    boolean isOver();

    /** Makes the next packet the last one. Any thread. */
    void end();
}
