package portcls.api.dmus;

import org.jspecify.annotations.Nullable;

import portcls.api.IServiceGroup;

/**
 * What {@link IMiniportDMus#newStream} hands out ({@code nf-dmusicks-iminiportdmus-newstream}).
 *
 * @param mxf the stream
 * @param serviceGroup the group that is served for this stream; null = the miniport's, or none
 * @param schedulePreFetch100ns how long before its time an event may be delivered to the stream;
 *     the port keeps whatever lies further ahead. 0 = at its time; {@link
 *     #DONT_HOLD_FOR_SEQUENCING} = at once
 */
public record DMusStream(
        IMXF mxf, @Nullable IServiceGroup serviceGroup, long schedulePreFetch100ns) {
    /** The port keeps nothing: whatever is written is delivered on arrival, in that order. */
    public static final long DONT_HOLD_FOR_SEQUENCING = 0x8000_0000_0000_0000L;

    public DMusStream {
        if (schedulePreFetch100ns < 0 && schedulePreFetch100ns != DONT_HOLD_FOR_SEQUENCING) {
            throw new IllegalArgumentException(
                    "a pre-fetch time is 0, more, or DONT_HOLD_FOR_SEQUENCING:"
                            + " schedulePreFetch100ns="
                            + schedulePreFetch100ns);
        }
    }

    /** A stream that gets its events when they are due, and that has no group of its own. */
    public static DMusStream of(IMXF mxf) {
        return new DMusStream(mxf, null, 0);
    }

    /** The same stream with events delivered that long before their time, 100 ns. */
    public DMusStream preFetch(long time100ns) {
        return new DMusStream(mxf, serviceGroup, time100ns);
    }
}
