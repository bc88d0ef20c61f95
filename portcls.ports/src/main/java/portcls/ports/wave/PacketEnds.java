package portcls.ports.wave;

import portcls.api.wavert.StreamRegisters;
import portcls.ports.time.Dpc;

/**
 * What happens at the end of a packet on the port's side: the clock estimate learns, who waits
 * wakes, listeners are told. On the thread that moves the frames; neither blocks nor allocates.
 */
public final class PacketEnds {
    private final StreamRegisters registers;
    private final ClockEstimate estimate;
    private final StreamEvents events;
    private final Dpc glitched;
    private final StreamRegisters.Reading reading = new StreamRegisters.Reading();
    private long knownGlitches;

    /**
     * For one stream.
     *
     * @param glitched is queued when glitches were counted
     */
    public PacketEnds(
            StreamRegisters registers, ClockEstimate estimate, StreamEvents events, Dpc glitched) {
        this.registers = registers;
        this.estimate = estimate;
        this.events = events;
        this.glitched = glitched;
    }

    /** The registers are up to date: at the end of a packet. */
    public void told() {
        learn();
        events.packetEnded();
        long glitches = registers.glitches();
        if (glitches != knownGlitches || events.hasDropped()) {
            knownGlitches = glitches;
            glitched.queue();
        }
    }

    /** Glitches were counted, and no packet ends. */
    public void glitched() {
        knownGlitches = registers.glitches();
        glitched.queue();
    }

    /** The registers are up to date, within a packet. */
    public void learn() {
        registers.read(reading);
        if (reading.time100ns() != 0) {
            estimate.update(reading.frames(), reading.time100ns());
        }
    }
}
