package portcls.ports.music;

import portcls.api.client.MidiEvent;
import portcls.api.time.ReferenceTime;

import java.nio.ByteBuffer;

/**
 * Packs messages into the KSMUSICFORMAT structures of a client's buffer ({@code
 * ns-ksmedia-ksmusicformat}).
 */
public final class MusicFormatPacker extends MessagePacker {
    private static final int LEAST = MusicFormat.HEADER + 4;
    private static final long MOST_DELTA_MS = 0xFFFF_FFFFL;

    private long base;
    private long packedMs;

    public MusicFormatPacker() {
        super("KSMUSICFORMAT", LEAST);
    }

    @Override
    void begin(long base100ns) {
        base = base100ns;
        packedMs = 0;
    }

    @Override
    boolean reaches(long time100ns) {
        return deltaMs(time100ns) <= MOST_DELTA_MS;
    }

    @Override
    int dataIn(int room) {
        return MusicFormat.dataIn(room);
    }

    @Override
    void put(ByteBuffer target, MidiEvent message, int from, int count) {
        long deltaMs = deltaMs(message.time100ns());
        MusicFormat.put(target, deltaMs, message.data(), from, count);
        packedMs += deltaMs;
    }

    /** From the base and not from the message before, so that roundings do not add up. */
    private long deltaMs(long time100ns) {
        return Math.max(0, (time100ns - base) / ReferenceTime.MILLISECOND - packedMs);
    }
}
