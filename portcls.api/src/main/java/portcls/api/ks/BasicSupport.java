package portcls.api.ks;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The answer to a basic-support query: which verbs, which type, which ranges ({@code
 * basic-support-queries-for-audio-properties}, {@code exposing-multichannel-nodes}).
 *
 * @param valueType documented variant type of the value, VT_…; 0 = not told
 * @param ranges one stepping range per channel; empty = no ranges
 * @param multichannel whether the ranges stand for channels
 * @param uniform whether all channels share one value
 */
public record BasicSupport(
        int valueType, List<Stepping> ranges, boolean multichannel, boolean uniform) {
    /** VT_BOOL. */
    public static final int VT_BOOL = 11;

    /** VT_I4. */
    public static final int VT_I4 = 3;

    /** VT_UI4. */
    public static final int VT_UI4 = 19;

    /** Bytes of KSPROPERTY_DESCRIPTION. */
    public static final int DESCRIPTION_BYTES = 40;

    private static final int MEMBERS_HEADER_BYTES = 16;
    private static final int STEPPING_BYTES = 16;
    private static final int STEPPED_RANGES = 2;
    private static final int FLAG_MULTICHANNEL = 2;
    private static final int FLAG_UNIFORM = 4;
    private static final KsId PROP_TYPE_SET =
            KsId.of("97e99ba0-bdea-11cf-a5d6-28db04c10000", "KSPROPTYPESETID_General");

    /** One KSPROPERTY_STEPPING_LONG. */
    public record Stepping(int minimum, int maximum, int delta) {
        public Stepping {
            if (maximum < minimum) {
                throw new IllegalArgumentException(
                        "maximum must be at least minimum=" + minimum + ": maximum=" + maximum);
            }
        }

        /** The nearest value inside the range. */
        public int clamp(int value) {
            return Math.clamp((long) value, minimum, maximum);
        }
    }

    public BasicSupport {
        ranges = List.copyOf(ranges);
        if (multichannel && ranges.isEmpty()) {
            throw new IllegalArgumentException(
                    "a multichannel property needs one range per channel: ranges=[]");
        }
        if (uniform && new HashSet<>(ranges).size() > 1) {
            throw new IllegalArgumentException(
                    "channels that share one value need equal ranges: uniform=true, ranges="
                            + ranges);
        }
    }

    /** Verbs only: the property has no range, or is a switch on a single-channel node. */
    public static BasicSupport of(int valueType) {
        return new BasicSupport(valueType, List.of(), false, false);
    }

    /** A LONG value with one stepping range. */
    public static BasicSupport stepped(int minimum, int maximum, int delta) {
        return new BasicSupport(
                VT_I4, List.of(new Stepping(minimum, maximum, delta)), false, false);
    }

    /** A LONG value with one stepping range per channel. */
    public static BasicSupport channels(List<Stepping> ranges, boolean uniform) {
        return new BasicSupport(VT_I4, ranges, true, uniform);
    }

    /** A switch per channel: a stepping range 0 … 1 for each. */
    public static BasicSupport switches(int channels) {
        return new BasicSupport(
                VT_BOOL,
                java.util.Collections.nCopies(channels, new Stepping(0, 1, 1)),
                true,
                false);
    }

    /** The access flags of a set of verbs. */
    public static int accessFlags(Set<PropertyVerb> verbs) {
        return verbs.stream().mapToInt(PropertyVerb::flag).reduce(0, (a, b) -> a | b);
    }

    /** Size of the whole answer in bytes, DescriptionSize. */
    public int descriptionSize() {
        return DESCRIPTION_BYTES
                + (hasMembers() ? MEMBERS_HEADER_BYTES + ranges.size() * STEPPING_BYTES : 0);
    }

    /** The whole answer as bytes: KSPROPERTY_DESCRIPTION, then the members. */
    public byte[] encode(Set<PropertyVerb> verbs) {
        ByteBuffer out = KsLayout.little(descriptionSize());
        out.putInt(accessFlags(verbs)).putInt(descriptionSize());
        KsLayout.putGuid(out, (valueType == 0 ? FormatIds.WILDCARD : PROP_TYPE_SET).guid());
        out.putInt(valueType).putInt(0).putInt(hasMembers() ? 1 : 0).putInt(0);
        if (hasMembers()) {
            int flags = (multichannel ? FLAG_MULTICHANNEL : 0) | (uniform ? FLAG_UNIFORM : 0);
            int memberBytes = ranges.isEmpty() ? 0 : STEPPING_BYTES;
            out.putInt(STEPPED_RANGES).putInt(memberBytes).putInt(ranges.size()).putInt(flags);
            for (Stepping range : ranges) {
                out.putInt(range.delta()).putInt(0).putInt(range.minimum()).putInt(range.maximum());
            }
        }
        return KsLayout.written(out);
    }

    /** A switch without ranges still has a members header: one whose members have no size. */
    private boolean hasMembers() {
        return !ranges.isEmpty() || valueType == VT_BOOL;
    }
}
