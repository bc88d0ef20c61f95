package miniport.dmus.uart;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;

import portcls.api.dmus.DMusKernelEvent;
import portcls.api.dmus.IAllocatorMXF;

/** Hands out events and sees that each comes back, once. For one thread. */
final class FakeAllocator implements IAllocatorMXF {
    /** How many are out. */
    int outstanding;

    /** How many may be out. */
    int limit = Integer.MAX_VALUE;

    /** A message of its own. */
    FakeEvent message(int... bytes) {
        return piece(DMusKernelEvent.COMPLETE, bytes);
    }

    /** A message that goes on in the next event. */
    FakeEvent incomplete(int... bytes) {
        return piece(DMusKernelEvent.INCOMPLETE, bytes);
    }

    /** Events of one time, the first of them. */
    FakeEvent chain(FakeEvent... events) {
        for (int i = 1; i < events.length; i++) {
            events[i - 1].setNext(events[i]);
        }
        return events[0];
    }

    /** A package of these events. */
    FakeEvent packageOf(FakeEvent... events) {
        FakeEvent shell = piece(DMusKernelEvent.COMPLETE);
        shell.setPackaged(chain(events));
        return shell;
    }

    @Override
    public void putMessage(@Nullable DMusKernelEvent event) {
        DMusKernelEvent each = event;
        while (each != null) {
            FakeEvent back = (FakeEvent) each;
            assertTrue(back.out, "given back twice");
            back.out = false;
            outstanding--;
            DMusKernelEvent following = back.next();
            putMessage(back.packaged());
            each = following;
        }
    }

    @Override
    public @Nullable FakeEvent getMessage() {
        return outstanding < limit ? piece(DMusKernelEvent.COMPLETE) : null;
    }

    @Override
    public int getBufferSize() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean getBuffer(DMusKernelEvent event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putBuffer(DMusKernelEvent event) {
        throw new UnsupportedOperationException();
    }

    private FakeEvent piece(int flags, int... bytes) {
        FakeEvent event = new FakeEvent();
        outstanding++;
        event.setFlags(flags);
        for (int value : bytes) {
            event.append(value);
        }
        return event;
    }
}
