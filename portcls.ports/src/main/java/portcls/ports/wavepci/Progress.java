package portcls.ports.wavepci;

import portcls.api.wavert.StreamRegisters;
import portcls.ports.time.HouseClock;
import portcls.ports.wave.PacketEnds;

/**
 * Tells the client how far the device is: what has come back is what has moved. At DISPATCH;
 * allocates nothing.
 */
final class Progress {
    private final MappingQueue queue;
    private final StreamRegisters registers;
    private final PacketEnds ends;
    private final HouseClock clock;
    private final Shape shape;
    private final Starvation starvation;
    private long told;

    /**
     * The buffer of a stream.
     *
     * @param frameBytes of one frame
     * @param bufferFrames all of it
     * @param packetFrames each of its parts
     */
    record Shape(int frameBytes, int bufferFrames, int packetFrames, int samplesPerSecond) {}

    Progress(
            MappingQueue queue,
            StreamRegisters registers,
            PacketEnds ends,
            HouseClock clock,
            Shape shape) {
        this.queue = queue;
        this.registers = registers;
        this.ends = ends;
        this.clock = clock;
        this.shape = shape;
        starvation = new Starvation(registers, shape.samplesPerSecond());
    }

    /**
     * Tells what has come back since the last time.
     *
     * @param runs whether the device should be going on
     */
    void tell(boolean runs) {
        // A frame that lies in two pieces has moved with the second.
        long frames = queue.releasedTo() / shape.frameBytes();
        long now = clock.getTime();
        if (frames != told) {
            long before = told;
            told = frames;
            long offset = frames % shape.bufferFrames() * shape.frameBytes();
            registers.publish(frames, now, offset);
            if (frames / shape.packetFrames() != before / shape.packetFrames()) {
                ends.told();
            } else {
                ends.learn();
            }
        }
        if (starvation.look(runs && starves(), now)) {
            ends.glitched();
        }
    }

    /** The stream is stopped. */
    void restart() {
        told = 0;
    }

    private boolean starves() {
        return told > 0 && queue.open() == 0 && !queue.isAvailable() && !queue.isEnded();
    }
}
