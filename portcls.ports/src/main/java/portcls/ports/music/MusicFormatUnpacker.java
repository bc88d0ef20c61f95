package portcls.ports.music;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.time.ReferenceTime;

import java.nio.ByteBuffer;

/**
 * Makes events of the KSMUSICFORMAT structures of a stream ({@code ns-ksmedia-ksmusicformat}), one
 * for each structure, its bytes untouched. A structure without bytes only lets time pass.
 *
 * <p>Buffers are processed strictly one after the other: what would be due before the last message
 * of the buffer before is stamped with that one's time.
 */
public final class MusicFormatUnpacker implements Unpacker {
    private final EventPool pool;

    private @Nullable ByteBuffer source;
    private int start;
    private int offset;
    private long due;
    private long last = Long.MIN_VALUE;

    /** Makes an unpacker that takes its events from a pool. */
    public MusicFormatUnpacker(EventPool pool) {
        this.pool = pool;
    }

    @Override
    public void begin(long presentationTime100ns, ByteBuffer musicFormat) {
        if (source != null) {
            throw new IllegalStateException("the buffer before is not finished");
        }
        check(presentationTime100ns, musicFormat);
        source = musicFormat;
        start = musicFormat.position();
        offset = 0;
        due = presentationTime100ns;
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
            long itsDue = due + ReferenceTime.millis(MusicFormat.timeDeltaMs(buffer, structure));
            int count = (int) MusicFormat.byteCount(buffer, structure);
            long time = Math.max(itsDue, last);
            KernelEvent event =
                    MessageSplitter.split(
                            pool, time, buffer, structure + MusicFormat.HEADER, count);
            if (event == null && count > 0) {
                return false;
            }
            due = itsDue;
            offset = MusicFormat.next(offset, count, total);
            if (event != null) {
                last = time;
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
        last = Long.MIN_VALUE;
    }

    private void check(long presentationTime100ns, ByteBuffer buffer) {
        int first = buffer.position();
        int total = buffer.remaining();
        long time = presentationTime100ns;
        int at = 0;
        while (at < total) {
            if (total - at < MusicFormat.HEADER) {
                throw invalid(at, "TimeDeltaMs and ByteCount need 8 bytes", total - at);
            }
            time += ReferenceTime.millis(MusicFormat.timeDeltaMs(buffer, first + at));
            if (time < presentationTime100ns) {
                throw invalid(at, "its time lies beyond all time", total - at);
            }
            long count = MusicFormat.byteCount(buffer, first + at);
            if (count > total - at - MusicFormat.HEADER) {
                throw invalid(at, "ByteCount=" + count, total - at);
            }
            MessageSplitter.checkLength(pool, (int) count);
            at = MusicFormat.next(at, (int) count, total);
        }
    }

    private static PortClsException invalid(int at, String what, int left) {
        return new PortClsException(
                Status.INVALID_PARAMETER,
                "a KSMUSICFORMAT structure must lie inside the buffer; nothing of the buffer is"
                        + " played: offset="
                        + at
                        + ", "
                        + what
                        + ", bytes left="
                        + left);
    }
}
