package portcls.ports.music;

import portcls.api.client.MidiEvent;

import java.nio.ByteBuffer;

/**
 * Packs messages into the DMUS_EVENTHEADER structures of a client's buffer ({@code dmusbuff.h}),
 * with the channel group of each and its time since the first one of the buffer.
 */
public final class DirectMusicPacker extends MessagePacker {
    private static final int LEAST = 24;

    private long base;

    public DirectMusicPacker() {
        super("DMUS_EVENTHEADER", LEAST);
    }

    @Override
    void begin(long base100ns) {
        base = base100ns;
    }

    @Override
    boolean reaches(long time100ns) {
        return true;
    }

    @Override
    int dataIn(int room) {
        return DirectMusicFormat.dataIn(room);
    }

    @Override
    void put(ByteBuffer target, MidiEvent message, int from, int count) {
        boolean whole = from == 0 && count == message.length();
        DirectMusicFormat.put(
                target,
                message.channelGroup(),
                message.time100ns() - base,
                whole ? DirectMusicFormat.STRUCTURED : 0,
                message.data(),
                from,
                count);
    }
}
