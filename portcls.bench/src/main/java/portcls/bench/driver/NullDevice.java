package portcls.bench.driver;

import portcls.api.IMiniport;

import java.lang.foreign.MemorySegment;

/**
 * A wave miniport and its device, which plays one stream to nobody at the pace of a clock. Whoever
 * has it interrupts every 10 ms. Equally cheap for all ports.
 */
public interface NullDevice extends IMiniport {
    /** The device's interrupt: time went on by a packet. One thread. */
    void interrupt();

    /** Where the device reads the frames of its stream. */
    MemorySegment memory();

    /** Bytes that the port copied there for it; to be asked while the stream is stopped. */
    long copiedBytes();
}
