package portcls.ports.music;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;

import java.nio.ByteBuffer;

/**
 * Makes events of the DMUS_EVENTHEADER structures of a client's buffer ({@code dmusbuff.h}), one
 * for each structure, its bytes untouched. Each has its time from the beginning of its buffer; one
 * without bytes is nothing.
 */
public final class DirectMusicUnpacker implements Unpacker {
    private static final int GREATEST_GROUP = 0xFFFF;

    private final EventPool pool;

    private @Nullable ByteBuffer source;
    private int start;
    private int offset;
    private long base;

    /** Makes an unpacker that takes its events from a pool. */
    public DirectMusicUnpacker(EventPool pool) {
        this.pool = pool;
    }

    @Override
    public void begin(long presentationTime100ns, ByteBuffer buffer) {
        if (source != null) {
            throw new IllegalStateException("the buffer before is not finished");
        }
        check(presentationTime100ns, buffer);
        source = buffer;
        start = buffer.position();
        offset = 0;
        base = presentationTime100ns;
    }

    @Override
    public boolean proceed(EventSink sink) {
        ByteBuffer buffer = source;
        if (buffer == null) {
            return true;
        }
        int total = buffer.limit() - start;
        while (offset < total) {
            int structure = start + offset;
            int count = (int) DirectMusicFormat.byteCount(buffer, structure);
            long time = base + DirectMusicFormat.delta100ns(buffer, structure);
            KernelEvent event =
                    MessageSplitter.split(
                            pool, time, buffer, structure + DirectMusicFormat.HEADER, count);
            if (event == null && count > 0) {
                return false;
            }
            offset = DirectMusicFormat.next(offset, count, total);
            if (event != null) {
                int group = (int) DirectMusicFormat.channelGroup(buffer, structure);
                MessageSplitter.setGroup(event, group);
                sink.accept(event);
            }
        }
        source = null;
        buffer.position(buffer.limit());
        return true;
    }

    @Override
    public void abandon() {
        source = null;
    }

    @Override
    public void reset() {
        abandon();
    }

    private void check(long presentationTime100ns, ByteBuffer buffer) {
        int first = buffer.position();
        int total = buffer.remaining();
        int at = 0;
        while (at < total) {
            int left = total - at;
            if (left < DirectMusicFormat.HEADER) {
                throw invalid(at, "a structure needs 20 bytes before its data", left);
            }
            long count = DirectMusicFormat.byteCount(buffer, first + at);
            if (count > left - DirectMusicFormat.HEADER) {
                throw invalid(at, "cbEvent=" + count, left);
            }
            long group = DirectMusicFormat.channelGroup(buffer, first + at);
            if (group > GREATEST_GROUP) {
                throw invalid(at, "dwChannelGroup must lie in 0 … 65535 and is " + group, left);
            }
            long delta = DirectMusicFormat.delta100ns(buffer, first + at);
            long time = presentationTime100ns + delta;
            if (((presentationTime100ns ^ time) & (delta ^ time)) < 0) {
                throw invalid(at, "its time lies beyond all time: rtDelta=" + delta, left);
            }
            MessageSplitter.checkLength(pool, (int) count);
            at = DirectMusicFormat.next(at, (int) count, total);
        }
    }

    private static PortClsException invalid(int at, String what, int left) {
        return new PortClsException(
                Status.INVALID_PARAMETER,
                "a DMUS_EVENTHEADER structure must lie inside the buffer; nothing of the buffer is"
                        + " played: offset="
                        + at
                        + ", "
                        + what
                        + ", bytes left="
                        + left);
    }
}
