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
    private final StreamRegisters.Reading reading = new StreamRegisters.Reading();
    private long knownGlitches;

    /**
     * A signal.
     *
     * @param glitched is queued when glitches were counted
     */
    PacketSignal(
            StreamRegisters registers, ClockEstimate estimate, StreamEvents events, Dpc glitched) {
        this.registers = registers;
        this.estimate = estimate;
        this.events = events;
        this.glitched = glitched;
    }

    @Override
    public void set() {
        registers.read(reading);
        if (reading.time100ns() != 0) {
            estimate.update(reading.frames(), reading.time100ns());
        }
        events.packetEnded();
        long glitches = registers.glitches();
        if (glitches != knownGlitches) {
            knownGlitches = glitches;
            glitched.queue();
        }
    }
}
