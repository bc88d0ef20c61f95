package portcls.ports.wavert;

import portcls.api.wavert.NotificationEvent;
import portcls.api.wavert.StreamRegisters;
import portcls.ports.time.Dpc;

/**
 * What happens at the end of a packet on the port's side: the clock estimate learns, who waits
 * wakes, listeners are told. On the device's streaming thread; neither blocks nor allocates.
 */
final class PacketSignal implements NotificationEvent {
    private final StreamRegisters registers;
    private final ClockEstimate estimate;
    private final StreamEvents events;
    private final Dpc glitched;
    private final Dpc unpublished;
    private final StreamRegisters.Reading reading = new StreamRegisters.Reading();
    private long knownGlitches;
    private volatile boolean published;
    private volatile boolean asked;

    /**
     * A signal.
     *
     * @param glitched is queued when glitches were counted
     * @param unpublished is queued when a packet ended and the driver does not say in the registers
     *     where it is
     */
    PacketSignal(
            StreamRegisters registers,
            ClockEstimate estimate,
            StreamEvents events,
            Dpc glitched,
            Dpc unpublished) {
        this.registers = registers;
        this.estimate = estimate;
        this.events = events;
        this.glitched = glitched;
        this.unpublished = unpublished;
    }

    @Override
    public void set() {
        registers.read(reading);
        if (!published && !asked && reading.frames() != 0) {
            published = true;
        }
        if (!published) {
            asked = true;
            unpublished.queue();
            return;
        }
        told();
    }

    /** The stream is stopped: a driver may change its mind about the registers. */
    void restart() {
        published = false;
        asked = false;
    }

    /** The driver turned out to keep the registers; the next end of a packet goes by them. */
    void publishes() {
        published = true;
    }

    /** The registers are up to date: at the end of a packet. */
    void told() {
        registers.read(reading);
        if (reading.time100ns() != 0) {
            estimate.update(reading.frames(), reading.time100ns());
        }
        events.packetEnded();
        long glitches = registers.glitches();
        if (glitches != knownGlitches || events.hasDropped()) {
            knownGlitches = glitches;
            glitched.queue();
        }
    }
}
