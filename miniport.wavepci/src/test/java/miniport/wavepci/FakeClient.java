package miniport.wavepci;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.BusMemory;
import portcls.api.wavepci.IMiniportWavePciStream;
import portcls.api.wavepci.IPortWavePciStream;
import portcls.api.wavepci.Mapping;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The port's half of a stream: hands out what a test gives it, and watches over the rules. Whenever
 * it is called it asks the driver for its position, which never comes back when the driver holds
 * its lock.
 */
final class FakeClient implements IPortWavePciStream {
    /** A piece of memory. */
    record Given(MemorySegment memory, long offset, long address, int bytes) {}

    private record Open(long tag, Given piece) {}

    final List<String> faults = new ArrayList<>();
    final List<Given> released = new ArrayList<>();
    @Nullable IMiniportWavePciStream stream;

    /** What happens when a piece has been handed out, before the driver sees it. */
    LongConsumer onGet = _ -> {};

    int prefetch;
    int refusals;
    int gets;
    private final BusMemory bus;
    private final Deque<Given> waiting = new ArrayDeque<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private boolean refused;

    FakeClient(BusMemory bus) {
        this.bus = bus;
    }

    /** Hands over memory in one piece. */
    Given give(MemorySegment memory) {
        Given given = new Given(memory, 0, bus.map(memory), (int) memory.byteSize());
        give(given);
        return given;
    }

    /** Hands over memory that is mapped already, in pieces. */
    void give(Given... pieces) {
        waiting.addAll(List.of(pieces));
        if (refused && stream != null) {
            refused = false;
            stream.mappingAvailable();
        }
    }

    /** Numbered sound. */
    static MemorySegment sound(int bytes, long number) {
        MemorySegment memory = Arena.ofAuto().allocate(bytes, 4096);
        House.fill(memory, number);
        return memory;
    }

    @Override
    public boolean getMapping(long tag, Mapping mapping) {
        askPosition();
        gets++;
        Given given = waiting.poll();
        if (given == null) {
            refused = true;
            refusals++;
            return false;
        }
        open.add(new Open(tag, given));
        mapping.set(given.memory(), given.offset(), given.address(), given.bytes(), true);
        onGet.accept(tag);
        return true;
    }

    @Override
    public void releaseMapping(long tag) {
        askPosition();
        Open oldest = open.poll();
        if (oldest == null || oldest.tag() != tag) {
            faults.add("released " + tag + ", oldest is " + oldest);
        } else {
            released.add(oldest.piece());
        }
    }

    private void askPosition() {
        if (stream != null) {
            stream.getPosition();
        }
    }

    int openPieces() {
        return open.size();
    }

    long firstTag() {
        return open.getFirst().tag();
    }

    long lastTag() {
        return open.getLast().tag();
    }

    /** Takes everything back, as at the end of a stream. */
    int revokeAll() {
        if (open.isEmpty()) {
            return 0;
        }
        return revoke(firstTag(), lastTag());
    }

    /** Takes some pieces back. */
    int revoke(long first, long last) {
        int expected = (int) open.stream().filter(o -> o.tag() >= first && o.tag() <= last).count();
        open.removeIf(o -> o.tag() >= first && o.tag() <= last);
        int count = java.util.Objects.requireNonNull(stream).revokeMappings(first, last);
        if (count != expected) {
            faults.add("revoked " + count + " of " + expected);
        }
        return count;
    }

    @Override
    public void terminatePacket() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setPreFetchOffset(int preFetchOffset) {
        prefetch = preFetchOffset;
    }
}
