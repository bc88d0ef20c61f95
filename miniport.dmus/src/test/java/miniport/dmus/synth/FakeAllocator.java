package miniport.dmus.synth;

import org.jspecify.annotations.Nullable;

import portcls.api.client.MidiMessages;
import portcls.api.dmus.DMusKernelEvent;
import portcls.api.dmus.IAllocatorMXF;

/** A pool of events that knows how many are out. Any thread. */
public final class FakeAllocator implements IAllocatorMXF {
    static final int BUFFER_BYTES = 256;

    private final FakeEvent[] free;
    private int count;

    /** Makes a pool of that many events. */
    public FakeAllocator(int events) {
        free = new FakeEvent[events];
        for (int i = 0; i < events; i++) {
            free[i] = new FakeEvent();
        }
        count = events;
    }

    /** Events that were not given back. */
    public synchronized int out() {
        return free.length - count;
    }

    @Override
    public synchronized @Nullable DMusKernelEvent getMessage() {
        if (count == 0) {
            return null;
        }
        FakeEvent event = free[--count];
        event.free = false;
        event.clean();
        return event;
    }

    @Override
    public synchronized void putMessage(@Nullable DMusKernelEvent event) {
        DMusKernelEvent each = event;
        while (each != null) {
            FakeEvent one = (FakeEvent) each;
            if (one.free) {
                throw new IllegalStateException("given back twice");
            }
            one.free = true;
            DMusKernelEvent inside = one.packaged();
            each = one.next();
            free[count++] = one;
            if (inside != null) {
                putMessage(inside);
            }
        }
    }

    /** A short message. */
    public DMusKernelEvent event(long time, int group, int message) {
        DMusKernelEvent event = get();
        event.setPresentationTime100ns(time);
        event.setChannelGroup(group);
        event.setShort(message, MidiMessages.length(message & 0xFF));
        return event;
    }

    /** Any bytes. */
    public DMusKernelEvent event(long time, int group, byte[] bytes, int flags) {
        DMusKernelEvent event = get();
        event.setPresentationTime100ns(time);
        event.setChannelGroup(group);
        event.set(bytes, 0, bytes.length);
        event.setFlags(flags);
        return event;
    }

    private DMusKernelEvent get() {
        DMusKernelEvent event = getMessage();
        if (event == null) {
            throw new AssertionError("the pool is empty");
        }
        return event;
    }

    @Override
    public int getBufferSize() {
        return BUFFER_BYTES;
    }

    @Override
    public boolean getBuffer(DMusKernelEvent event) {
        return true;
    }

    @Override
    public void putBuffer(DMusKernelEvent event) {}
}
