package portcls.ports.music;

/** Room for the bytes of an event that are too many to lie inside it. */
final class EventBuffer extends Pooled {
    final byte[] bytes = new byte[EventPool.BUFFER_SIZE];

    EventBuffer(FreeList<EventBuffer> owner, int index) {
        super(owner, index);
    }
}
