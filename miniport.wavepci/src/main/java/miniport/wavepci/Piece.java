package miniport.wavepci;

import portcls.api.wavepci.Mapping;

import java.lang.foreign.MemorySegment;

/** A piece of the client's memory that the port has handed out. A holder to be used again. */
final class Piece {
    /** Asked for, and not yet answered. */
    boolean pending;

    /** Taken back before the answer was seen. */
    boolean revoked;

    long tag;
    MemorySegment memory = MemorySegment.NULL;
    long offset;
    long address;
    int bytes;

    /** Which byte of a frame its first one is. */
    int phase;

    /** Bytes up to the last one that descriptors stand for, or will. */
    int length;

    /** Bytes that descriptors stand for. */
    int cut;

    /** Bytes that the device has moved. */
    int done;

    /** Whether cutting has begun. */
    boolean begun;

    /** Is asked for. */
    void ask(long newTag) {
        tag = newTag;
        pending = true;
        revoked = false;
        begun = false;
        bytes = 0;
        length = 0;
        cut = 0;
        done = 0;
    }

    /** Is there. */
    void fill(Mapping mapping, int newPhase) {
        pending = false;
        memory = mapping.buffer();
        offset = mapping.offset();
        address = mapping.physicalAddress();
        bytes = mapping.byteCount();
        length = bytes;
        phase = newPhase;
    }

    /** What is not done is to be cut again. */
    void rewind() {
        length = bytes;
        cut = done;
        begun = false;
    }

    boolean isDone() {
        return !pending && begun && done >= length;
    }
}
