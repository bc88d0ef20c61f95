package portcls.ports.music;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.EventPackage;

/** Makes the event of messages that belong together. All or nothing, as the splitter's. */
public final class PackageMaker {
    private PackageMaker() {}

    /**
     * A package of all these messages.
     *
     * @return null when too many events or buffers are out
     * @throws PortClsException INVALID_PARAMETER when one of them is no message,
     *     INSUFFICIENT_RESOURCES when the whole pool has no room for them
     */
    public static @Nullable KernelEvent make(
            EventPool pool, long time100ns, EventPackage messages) {
        checkRoom(pool, messages);
        KernelEvent whole = pool.take();
        if (whole == null) {
            return null;
        }
        whole.setPresentationTime100ns(time100ns);
        KernelEvent last = null;
        for (int i = 0; i < messages.size(); i++) {
            KernelEvent message;
            try {
                message = message(pool, time100ns, messages, i);
            } catch (PortClsException e) {
                pool.release(whole);
                throw e;
            }
            if (message == null) {
                pool.release(whole);
                return null;
            }
            MessageSplitter.setGroup(message, messages.channelGroup(i));
            if (last == null) {
                whole.setPackaged(message);
            } else {
                last.setNext(message);
            }
            last = MessageSplitter.last(message);
        }
        return whole;
    }

    private static @Nullable KernelEvent message(
            EventPool pool, long time100ns, EventPackage messages, int index) {
        byte[] bytes = messages.bytes(index);
        return bytes == null
                ? MessageSplitter.ofShort(pool, time100ns, messages.message(index))
                : MessageSplitter.split(pool, time100ns, bytes, 0, bytes.length);
    }

    private static void checkRoom(EventPool pool, EventPackage messages) {
        long events = 1;
        long buffers = 0;
        for (int i = 0; i < messages.size(); i++) {
            byte[] bytes = messages.bytes(i);
            int length = bytes == null ? 1 : bytes.length;
            long pieces = (length + EventPool.BUFFER_SIZE - 1L) / EventPool.BUFFER_SIZE;
            events += pieces;
            if (length > KernelEvent.INLINE_BYTES) {
                buffers += pieces;
            }
        }
        if (events > pool.maximumEvents() || buffers > pool.maximumBuffers()) {
            throw new PortClsException(
                    Status.INSUFFICIENT_RESOURCES,
                    "a package may have "
                            + pool.maximumEvents()
                            + " events and "
                            + pool.maximumBuffers()
                            + " long pieces at most, send it in parts: events="
                            + events
                            + ", long pieces="
                            + buffers);
        }
    }
}
