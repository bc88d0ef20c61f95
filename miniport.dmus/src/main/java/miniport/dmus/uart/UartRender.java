package miniport.dmus.uart;

import static java.lang.System.Logger.Level.WARNING;

import org.jspecify.annotations.Nullable;

import portcls.api.IServiceSink;
import portcls.api.dmus.DMusKernelEvent;
import portcls.api.dmus.IAllocatorMXF;
import portcls.api.dmus.IMXF;
import portcls.api.ks.KsState;
import portcls.mpu401.BusyLimit;
import portcls.mpu401.Mpu401;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * MIDI out. What is put here plays at once, as far as the device has room; the rest waits in a
 * queue and is tried each millisecond. The queue belongs to the dispatch thread, and in STOP to
 * whoever changes the state: {@link UartOutput#leave} lies between the two.
 */
final class UartRender implements IMXF, IServiceSink {
    private static final int STATUS_BIT = 0x80;
    private static final int END_OF_EXCLUSIVE = 0xF7;
    private static final int REAL_TIME = 0xF8;

    private final String device;
    private final UartOutput output;
    private final IAllocatorMXF allocator;
    private final Runnable onClose;
    private final BusyLimit busy;
    private final EventQueue queue = new EventQueue();

    /** What a retry met, where nobody was there to be told. */
    private final AtomicReference<@Nullable IOException> untold = new AtomicReference<>();

    private volatile KsState state = KsState.STOP;

    /** Bytes of the first entry that are out. */
    private int written;

    /** The pieces that are out do not make a whole message yet. */
    private boolean unfinished;

    /** A message was broken off; what follows of it is of no use. */
    private boolean skipping;

    UartRender(String device, UartOutput output, IAllocatorMXF allocator, Runnable onClose) {
        this.device = device;
        this.output = output;
        this.allocator = allocator;
        this.onClose = onClose;
        busy = new BusyLimit(device, output.registers().clock());
    }

    @Override
    public void putMessage(@Nullable DMusKernelEvent event) throws IOException {
        if (event == null) {
            return; // for capture streams
        }
        if (state == KsState.STOP) {
            allocator.putMessage(event);
            return;
        }
        queue.add(event);
        play();
        IOException failure = untold.getAndSet(null);
        if (failure != null) {
            throw failure;
        }
    }

    /** The device may have room again. */
    @Override
    public void requestService() {
        try {
            play();
        } catch (IOException e) {
            untold.set(e);
        }
    }

    @Override
    public void setState(KsState newState) {
        KsState before = state;
        if (before == KsState.STOP && newState != KsState.STOP) {
            output.join(this);
        }
        state = newState;
        if (newState == KsState.RUN) {
            output.serve();
            return;
        }
        if (newState == KsState.STOP) {
            output.leave(this);
            discard();
        }
        tell();
    }

    @Override
    public void close() {
        onClose.run();
    }

    /** Whether it wants to write at all; from any thread. */
    boolean isRunning() {
        return state == KsState.RUN;
    }

    /** Plays what waits until the device is full. */
    private void play() throws IOException {
        int sent = 0;
        DMusKernelEvent entry = queue.first();
        while (entry != null && isRunning()) {
            DMusKernelEvent event = EventQueue.played(entry);
            if (isInterrupted()) {
                breakOff(event);
            } else if (isRestOfBrokenOff(event)) {
                giveBack();
            } else if (!output.hold(this)) {
                return;
            } else {
                sent += write(event);
                if (written < event.length()) {
                    output.serveLater();
                    attempted(sent, event);
                    return;
                }
                finish(event);
            }
            entry = queue.first();
        }
        output.passes(this);
        if (sent > 0) {
            busy.attempted(sent);
        }
    }

    private int write(DMusKernelEvent event) {
        Mpu401 mpu = output.registers();
        int before = written;
        int length = event.length();
        while (written < length && mpu.canWrite()) {
            mpu.write(event.byteAt(written));
            written++;
        }
        int sent = written - before;
        if (sent > 0) {
            output.wrote();
        }
        return sent;
    }

    private void attempted(int sent, DMusKernelEvent event) throws IOException {
        try {
            busy.attempted(sent);
        } catch (IOException e) {
            output.letGo(this);
            breakOff(event);
            throw e;
        }
    }

    private void finish(DMusKernelEvent event) {
        boolean realTime = event.length() == 1 && event.byteAt(0) >= REAL_TIME;
        if (!realTime) { // these may come amid anything
            unfinished = event.isIncomplete();
        }
        if (!unfinished) {
            output.letGo(this);
        }
        giveBack();
    }

    /** The other stream has taken the output in the midst of a message of this one. */
    private boolean isInterrupted() {
        return (written > 0 || unfinished) && !output.isHeldBy(this);
    }

    /** The message that this event is of, or goes on with, cannot be brought to its end. */
    private void breakOff(DMusKernelEvent event) {
        boolean between = written == 0 && unfinished;
        unfinished = false;
        skipping = between || event.isIncomplete();
        if (!between) {
            giveBack();
        }
    }

    private boolean isRestOfBrokenOff(DMusKernelEvent event) {
        if (!skipping || event.length() == 0) {
            return false;
        }
        int first = event.byteAt(0);
        if (first >= REAL_TIME) {
            return false;
        }
        boolean rest = first < STATUS_BIT || first == END_OF_EXCLUSIVE;
        skipping = rest && event.isIncomplete();
        return rest;
    }

    private void giveBack() {
        DMusKernelEvent entry = queue.remove();
        written = 0;
        if (entry != null) {
            allocator.putMessage(entry);
        }
    }

    private void discard() {
        while (queue.first() != null) {
            giveBack();
        }
        unfinished = false;
        skipping = false;
        busy.reset();
    }

    private void tell() {
        IOException failure = untold.getAndSet(null);
        if (failure != null) {
            System.getLogger("miniport.dmus")
                    .log(WARNING, device + " lost an event: " + failure.getMessage());
        }
    }
}
