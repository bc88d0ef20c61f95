package portcls.ports.wavert;

import portcls.api.wavert.NotificationEvent;
import portcls.api.wavert.StreamRegisters;
import portcls.ports.time.Dpc;
import portcls.ports.wave.PacketEnds;

/**
 * What a device signals at the end of a packet. On its streaming thread; neither blocks nor
 * allocates.
 */
final class PacketSignal implements NotificationEvent {
    private final StreamRegisters registers;
    private final PacketEnds ends;
    private final Dpc unpublished;
    private volatile boolean published;
    private volatile boolean asked;

    /**
     * A signal.
     *
     * @param unpublished is queued when a packet ended and the driver does not say in the registers
     *     where it is
     */
    PacketSignal(StreamRegisters registers, PacketEnds ends, Dpc unpublished) {
        this.registers = registers;
        this.ends = ends;
        this.unpublished = unpublished;
    }

    @Override
    public void set() {
        if (!published && !asked && registers.transferred() != 0) {
            published = true;
        }
        if (!published) {
            asked = true;
            unpublished.queue();
            return;
        }
        ends.told();
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
        ends.told();
    }
}
