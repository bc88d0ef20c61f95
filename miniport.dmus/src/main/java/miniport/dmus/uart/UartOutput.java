package miniport.dmus.uart;

import org.jspecify.annotations.Nullable;

import portcls.api.IServiceGroup;
import portcls.api.IServiceSink;
import portcls.api.time.ReferenceTime;
import portcls.mpu401.Mpu401;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The output of the device, which the MIDI pin and the DirectMusic pin share. One of them holds it
 * from the first to the last byte of a message, or a note of one would end up inside a system
 * exclusive of the other; whoever waits is next. And the timer by which a full device is tried
 * again. Streams come on the dispatch thread, unless a method says otherwise.
 */
final class UartOutput implements IServiceSink {
    /** The documented time between two attempts, as a delay. */
    private static final long RETRY = -ReferenceTime.MILLISECOND;

    /** A stream that leaves off in the midst of a message loses the output after this time. */
    static final long PATIENCE_100NS = ReferenceTime.millis(100);

    private final Mpu401 mpu;
    private final IServiceGroup group;
    private final AtomicReference<@Nullable UartRender> holder = new AtomicReference<>();
    private final AtomicReference<@Nullable UartRender> waiting = new AtomicReference<>();
    private long lastByte100ns;
    private boolean retrying;

    UartOutput(Mpu401 mpu, IServiceGroup group) {
        this.mpu = mpu;
        this.group = group;
        group.supportDelayedService();
        group.addMember(this);
    }

    /** The registers. */
    Mpu401 registers() {
        return mpu;
    }

    /** A stream wants to be served; PASSIVE. */
    void join(UartRender stream) {
        group.addMember(stream);
    }

    /** When this returns no thread serves the stream, and none will; PASSIVE. */
    void leave(UartRender stream) {
        group.removeMember(stream);
        letGo(stream);
        passes(stream);
    }

    /** Serves all streams soon, on the dispatch thread; from any thread. */
    void serve() {
        group.requestService();
    }

    /** Serves all streams in a millisecond. */
    void serveLater() {
        // A request replaces a pending one: a stream that comes often must not put it off for ever.
        if (!retrying) {
            retrying = true;
            group.requestDelayedService(RETRY);
        }
    }

    /** The round begins, ahead of the streams. */
    @Override
    public void requestService() {
        retrying = false;
    }

    /** Whether that stream may write now. If not, it is the next that may, and served then. */
    boolean hold(UartRender stream) {
        if (isHeldBy(stream)) {
            return true;
        }
        UartRender next = waiting.get();
        boolean reserved = next != null && next != stream && next.isRunning();
        UartRender other = holder.get();
        boolean free = other == null ? !reserved : isAbandoned();
        if (free && holder.compareAndSet(other, stream)) {
            waiting.compareAndSet(stream, null);
            lastByte100ns = mpu.clock().getTime();
            return true;
        }
        if (!reserved) {
            waiting.set(stream);
        }
        if (other == null) {
            serve(); // the one that waits can begin at once
        } else {
            serveLater();
        }
        return false;
    }

    /** That stream has nothing to write; from any thread. */
    void passes(UartRender stream) {
        waiting.compareAndSet(stream, null);
    }

    /** Whether what that stream has begun can go on. */
    boolean isHeldBy(UartRender stream) {
        return holder.get() == stream;
    }

    /** The holder has brought bytes out. */
    void wrote() {
        lastByte100ns = mpu.clock().getTime();
    }

    /** The message is over; from any thread. */
    void letGo(UartRender stream) {
        holder.compareAndSet(stream, null);
    }

    /** Ends the timer; PASSIVE. */
    void close() {
        group.cancelDelayedService();
        group.removeMember(this);
    }

    private boolean isAbandoned() {
        return mpu.clock().getTime() - lastByte100ns > PATIENCE_100NS;
    }
}
