package portcls.ports.wavert;

import portcls.api.ks.WaveFormat;
import portcls.api.wavert.AudioPosition;
import portcls.api.wavert.IMiniportWaveRTStream;
import portcls.api.wavert.StreamRegisters;
import portcls.ports.device.Device;
import portcls.ports.time.DispatchTimer;

/**
 * Keeps the registers of a stream whose device does not tell of packet ends: asks for its position
 * several times per packet. At DISPATCH.
 */
final class PositionPoll {
    private static final int PER_PACKET = 4;
    private static final long LEAST_100NS = 5_000;

    private final Device device;
    private final IMiniportWaveRTStream stream;
    private final StreamRegisters registers;
    private final PacketSignal signal;
    private final int packetFrames;
    private final int blockAlign;
    private final long bufferBytes;
    private final long period100ns;
    private final DispatchTimer timer;
    private final AudioPosition position = new AudioPosition();
    private volatile boolean running;
    private long lastOffset;
    private long bytes;

    PositionPoll(
            Device device,
            IMiniportWaveRTStream stream,
            StreamRegisters registers,
            PacketSignal signal,
            int packetFrames,
            WaveFormat format,
            int bufferFrames) {
        this.device = device;
        this.stream = stream;
        this.registers = registers;
        this.signal = signal;
        this.packetFrames = Math.max(1, packetFrames);
        blockAlign = format.blockAlign();
        bufferBytes = (long) bufferFrames * blockAlign;
        period100ns =
                Math.max(
                        LEAST_100NS,
                        packetFrames * 10_000_000L / format.samplesPerSecond() / PER_PACKET);
        timer = device.dispatcher().newTimer(this::ask);
    }

    /** On the worker. */
    void running(boolean runs) {
        running = runs;
        if (runs) {
            timer.set(device.clock().getTime() + period100ns);
        } else {
            // A round that is under way ends before the state changes on.
            device.dispatcher().runAndWait(this::restart, java.time.Duration.ofSeconds(2));
        }
    }

    void close() {
        running = false;
        timer.close();
    }

    private void restart() {
        if (registers.transferred() == 0) {
            bytes = 0;
            lastOffset = 0;
        }
    }

    private void ask() {
        if (!running) {
            return;
        }
        stream.getPosition(position);
        long now = device.clock().getTime();
        long step = Math.floorMod(position.playOffset() - lastOffset, bufferBytes);
        lastOffset = position.playOffset();
        long before = bytes / blockAlign;
        bytes += step;
        long after = bytes / blockAlign;
        if (after != before) {
            long committed = registers.committed();
            if (committed >= 0 && registers.end() < 0 && after > committed && before <= committed) {
                registers.glitch(after - committed);
            }
            registers.publish(after, now, bytes % bufferBytes);
            if (after / packetFrames != before / packetFrames) {
                signal.set();
            }
        }
        timer.set(now + period100ns);
    }
}
