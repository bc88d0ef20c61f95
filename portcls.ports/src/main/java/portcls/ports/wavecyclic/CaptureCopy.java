package portcls.ports.wavecyclic;

import portcls.api.wavert.StreamRegisters;
import portcls.ports.wave.Silence;

/** What the device has recorded goes into the client's buffer. */
final class CaptureCopy extends CyclicCopy {
    CaptureCopy(Between between) {
        super(between);
    }

    @Override
    void moved(long before) {
        long overrun = reached - cyclicBytes - copied;
        if (overrun > 0) {
            // The device has overwritten it before it could be fetched.
            skip(overrun);
        }
        long at = copied;
        while (at < reached) {
            long bytes = piece(at, reached);
            between.channel().copyFrom(between.client(), at % clientBytes, at % cyclicBytes, bytes);
            at += bytes;
        }
        copied = at;
        if (reached != before) {
            lost(Math.max(overrun, unread(before)));
        }
    }

    private void skip(long bytes) {
        long end = copied + bytes;
        long at = Math.max(copied, end - clientBytes);
        while (at < end) {
            long piece = Math.min(end - at, clientBytes - at % clientBytes);
            Silence.fill(between.client().asSlice(at % clientBytes, piece), between.format());
            at += piece;
        }
        copied = end;
    }

    /** What the client had not fetched and lies under what came now. */
    private long unread(long before) {
        long committed = registers.committed();
        if (committed == StreamRegisters.UNTRACKED) {
            return 0;
        }
        long fetched = committed * blockAlign;
        long overwritten = reached - clientBytes;
        return overwritten <= fetched ? 0 : overwritten - Math.max(fetched, before - clientBytes);
    }
}
