package portcls.ports.dmus;

import org.jspecify.annotations.Nullable;

import portcls.api.IServiceGroup;
import portcls.api.dmus.DMusStream;
import portcls.api.dmus.IMXF;

/**
 * What a pin drives: the first stage behind the port's own, or the last one before them.
 *
 * @param mxf that stage
 * @param raw the same one when it is of the port's own making
 * @param group the group that is served for it alone
 * @param preFetch100ns how long before its time an event is delivered
 * @param counts what a raw stage counts; null = the port counts what it delivers
 */
record MusicStream(
        IMXF mxf,
        @Nullable RawStage raw,
        @Nullable IServiceGroup group,
        long preFetch100ns,
        @Nullable RenderCounts counts) {
    /** A stream of a DMus miniport. */
    static MusicStream of(DMusStream made) {
        return new MusicStream(
                made.mxf(), null, made.serviceGroup(), made.schedulePreFetch100ns(), null);
    }

    /** A stream that knows bytes alone: it gets its events when they are due. */
    static MusicStream raw(
            RawStage stage, @Nullable IServiceGroup group, @Nullable RenderCounts counts) {
        return new MusicStream(stage, stage, group, 0, counts);
    }

    /** What a property handler of the driver sees as its stream. */
    Object target() {
        return raw == null ? mxf : raw.stream();
    }

    /** What a client's call into the stream is called, for messages. */
    String call(String rawCall) {
        return raw == null ? "putMessage" : rawCall;
    }
}
