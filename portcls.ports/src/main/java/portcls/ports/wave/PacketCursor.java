package portcls.ports.wave;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveFormat;
import portcls.api.wavert.StreamRegisters;

import java.lang.foreign.MemorySegment;

/**
 * The client's place in the packets of its buffer. Packet {@code k} lies at offset {@code (k mod
 * packets) × packet size}. For the client's thread; nothing allocates.
 */
final class PacketCursor {
    private static final long NONE = -1;

    private final StreamRegisters registers;
    private final WaveFormat format;
    private final boolean capture;
    private final boolean waits;
    private final int packets;
    private final int packetFrames;
    private final MemorySegment[] segments;
    private volatile long committedFrames = StreamRegisters.UNTRACKED;
    private volatile long next;
    private long given = NONE;
    private long partialBytes;
    private volatile long endFrame = StreamRegisters.UNTRACKED;
    private volatile int run;

    PacketCursor(
            StreamRegisters registers,
            MemorySegment buffer,
            WaveFormat format,
            boolean capture,
            boolean waits,
            int packets) {
        this.registers = registers;
        this.format = format;
        this.capture = capture;
        this.packets = packets;
        this.waits = waits;
        long bytes = buffer.byteSize() / packets;
        packetFrames = (int) (bytes / format.blockAlign());
        segments = new MemorySegment[packets];
        for (int i = 0; i < packets; i++) {
            segments[i] = buffer.asSlice(i * bytes, bytes);
        }
    }

    long next() {
        return next;
    }

    /** Frames handed over since the stream's start, or {@link StreamRegisters#UNTRACKED}. */
    long committedFrames() {
        return committedFrames;
    }

    /** Whether {@link #fill} or {@link #drainTo} has begun a packet and not ended it. */
    boolean isPartial(Session session) {
        adopt(session);
        return isPartial();
    }

    /** The next packet, or null when it is not there yet. */
    @Nullable MemorySegment poll(Session session, KsState state) {
        adopt(session);
        long frames = session.held() ? session.frozenFrames() : registers.transferred();
        long done = session.basePackets() + frames / packetFrames;
        boolean begun = frames % packetFrames != 0;
        boolean there = capture ? pollFull(session, done) : pollFree(session, done, begun, state);
        if (!there) {
            given = NONE;
            return null;
        }
        given = next;
        return segments[(int) (next % packets)];
    }

    void commit(Session session) {
        adopt(session);
        long packet = take();
        handOver(session, (packet + 1) * packetFrames);
        if (endFrame >= 0) {
            endFrame = StreamRegisters.UNTRACKED;
            registers.end(StreamRegisters.UNTRACKED);
        }
    }

    void commitLast(Session session, int frames) {
        adopt(session);
        long packet = take();
        MemorySegment segment = segments[(int) (packet % packets)];
        Silence.fill(segment.asSlice((long) frames * format.blockAlign()), format);
        end(session, packet * packetFrames + frames);
    }

    /** Nothing follows what was handed over, for now. */
    void endPiece(Session session) {
        adopt(session);
        long committed = committedFrames;
        if (endFrame < 0 && committed >= 0) {
            end(session, committed);
        }
    }

    /** Whether everything handed over has left the device. */
    boolean isHeard(Session session, long latencyFrames) {
        adopt(session);
        long committed = committedFrames;
        long frames = session.held() ? session.frozenFrames() : registers.transferred();
        return committed < 0
                || session.basePackets() * packetFrames + frames >= committed + latencyFrames;
    }

    /** Copies into the packet that was given; how many bytes. None when a stop took it back. */
    long fill(MemorySegment source, long offset, Session session) {
        adopt(session);
        if (given == NONE) {
            return 0;
        }
        MemorySegment packet = segments[(int) (given % packets)];
        long bytes = Math.min(source.byteSize() - offset, packet.byteSize() - partialBytes);
        MemorySegment.copy(source, offset, packet, partialBytes, bytes);
        partialBytes += bytes;
        if (partialBytes == packet.byteSize()) {
            commit(session);
        }
        return bytes;
    }

    /** Copies out of the packet that was given; how many bytes. None when a stop took it back. */
    long drainTo(MemorySegment target, long offset, Session session) {
        adopt(session);
        if (given == NONE) {
            return 0;
        }
        MemorySegment packet = segments[(int) (given % packets)];
        long bytes = Math.min(target.byteSize() - offset, packet.byteSize() - partialBytes);
        MemorySegment.copy(packet, partialBytes, target, offset, bytes);
        partialBytes += bytes;
        if (partialBytes == packet.byteSize()) {
            commit(session);
        }
        return bytes;
    }

    /** Hands over what {@link #fill} has begun. */
    void flush(Session session) {
        adopt(session);
        if (!capture && isPartial()) {
            MemorySegment packet = segments[(int) (given % packets)];
            Silence.fill(packet.asSlice(partialBytes), format);
            commit(session);
        }
    }

    /**
     * Tells the device behind another pin how far the client is. From any thread; what the client
     * itself tells meanwhile counts.
     *
     * @param basePackets which packet of the stream is packet 0 of the pin
     * @param ofRun the run that the pin goes on with
     */
    void tell(long basePackets, int ofRun) {
        long committed = committedFrames;
        if (ofRun == run && committed >= 0) {
            registers.raise(Math.max(0, committed - basePackets * packetFrames));
            tellEnd(basePackets);
        }
    }

    /** The same from the client's thread, when the pin was exchanged while it handed over. */
    void tellAgain(Session session) {
        adopt(session);
        long committed = committedFrames;
        if (committed >= 0) {
            registers.commit(Math.max(0, committed - session.basePackets() * packetFrames));
            tellEnd(session.basePackets());
        }
    }

    private void tellEnd(long basePackets) {
        long end;
        do {
            end = endFrame;
            registers.end(
                    end < 0
                            ? StreamRegisters.UNTRACKED
                            : Math.max(0, end - basePackets * packetFrames));
        } while (end != endFrame);
    }

    private boolean isPartial() {
        return given != NONE && partialBytes > 0;
    }

    private boolean pollFree(Session session, long done, boolean begun, KsState state) {
        if (waits && committedFrames < 0) {
            // Until now the device went round in the buffer: it has the packet after its own, too.
            next = begun || state == KsState.RUN ? done + 2 : Math.max(next, done);
            handOver(session, next * packetFrames);
        }
        boolean inProgress = !waits && (begun || state == KsState.RUN);
        if (next < done || next == done && inProgress) {
            // Too late for these: what still lies there must not be heard again.
            long free = waits ? done : done + 1;
            long stale = Math.max(next, free - packets);
            while (stale < free) {
                Silence.fill(segments[(int) (stale % packets)], format);
                stale++;
            }
            next = free;
            partialBytes = 0;
            countSkipped(session);
        }
        return next - done < packets;
    }

    /**
     * Counts what the program has not handed over in time and the device has not missed yet. From
     * now on it counts as handed over: it is silence.
     */
    private void countSkipped(Session session) {
        long committed = committedFrames;
        if (committed < 0 || endFrame >= 0 || session.held()) {
            return;
        }
        long moved = session.basePackets() * packetFrames + registers.transferred();
        long until = next * packetFrames;
        long lost = until - Math.max(committed, moved);
        if (lost > 0) {
            if (committed < moved) {
                registers.lose(lost);
            } else {
                registers.glitch(lost);
            }
        }
        if (until > committed) {
            handOver(session, until);
        }
    }

    private boolean pollFull(Session session, long done) {
        boolean first = committedFrames < 0;
        // A device that waits leaves what was not read; one that went round until now may be in it.
        long oldest = waits && !first ? done - packets : done - packets + 1;
        if (next < oldest) {
            next = oldest;
            partialBytes = 0;
        }
        if (first) {
            handOver(session, next * packetFrames);
        }
        if (next >= session.holePackets() && next < session.basePackets()) {
            next = session.basePackets();
            partialBytes = 0;
        }
        return next < done;
    }

    private long take() {
        long packet = given;
        if (packet == NONE) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "there is no packet to hand over; get one by awaitPacket() first");
        }
        given = NONE;
        partialBytes = 0;
        next = packet + 1;
        return packet;
    }

    private void end(Session session, long frame) {
        endFrame = frame;
        if (!session.held()) {
            registers.end(Math.max(0, frame - session.basePackets() * packetFrames));
        }
        handOver(session, frame);
    }

    private void handOver(Session session, long frames) {
        committedFrames = frames;
        if (!session.held()) {
            registers.commit(Math.max(0, frames - session.basePackets() * packetFrames));
        }
    }

    private void adopt(Session session) {
        if (session.run() != run) {
            committedFrames = StreamRegisters.UNTRACKED;
            endFrame = StreamRegisters.UNTRACKED;
            next = 0;
            given = NONE;
            partialBytes = 0;
            run = session.run();
        }
    }
}
