package portcls.api.ks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import portcls.api.ks.BasicSupport.Stepping;
import portcls.conformance.Rule;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;

class BasicSupportTest {
    private static final EnumSet<PropertyVerb> ALL = EnumSet.allOf(PropertyVerb.class);

    private static ByteBuffer encode(BasicSupport support) {
        byte[] bytes = support.encode(ALL);
        assertEquals(support.descriptionSize(), bytes.length);
        return KsLayout.little(bytes.length).put(bytes).flip();
    }

    @Test
    void accessFlagsAreTheVerbs() {
        assertEquals(0x203, BasicSupport.accessFlags(ALL));
        assertEquals(0, BasicSupport.accessFlags(EnumSet.noneOf(PropertyVerb.class)));
    }

    @Test
    @Rule("BAS-3")
    void aSteppedRangeFollowsTheDescription() {
        ByteBuffer bytes = encode(BasicSupport.stepped(-96 << 16, 0, 1 << 16));
        assertEquals(0x203, bytes.getInt(0));
        assertEquals(72, bytes.getInt(4), "DescriptionSize");
        assertEquals("97e99ba0-bdea-11cf-a5d6-28db04c10000", guid(bytes).toString());
        assertEquals(BasicSupport.VT_I4, bytes.getInt(24));
        assertEquals(1, bytes.getInt(32), "MembersListCount");
        assertEquals(2, bytes.getInt(40), "MembersFlags");
        assertEquals(16, bytes.getInt(44), "MembersSize");
        assertEquals(1, bytes.getInt(48), "MembersCount");
        assertEquals(0, bytes.getInt(52), "Flags");
        assertEquals(1 << 16, bytes.getInt(56), "SteppingDelta");
        assertEquals(-96 << 16, bytes.getInt(64), "SignedMinimum");
        assertEquals(0, bytes.getInt(68), "SignedMaximum");
    }

    private static UUID guid(ByteBuffer bytes) {
        return KsLayout.getGuid(bytes.duplicate().order(bytes.order()).position(8));
    }

    @Test
    @Rule("BAS-5")
    void aSingleSwitchHasMembersOfNoSize() {
        ByteBuffer bytes = encode(BasicSupport.of(BasicSupport.VT_BOOL));
        assertEquals(56, bytes.remaining());
        assertEquals(1, bytes.getInt(32), "MembersListCount");
        assertEquals(0, bytes.getInt(44), "MembersSize");
        assertEquals(0, bytes.getInt(48), "MembersCount");
        assertEquals(0, bytes.getInt(52), "Flags");
    }

    @Test
    @Rule({"BAS-5", "BAS-6"})
    void aSwitchPerChannelHasARangePerChannel() {
        ByteBuffer bytes = encode(BasicSupport.switches(2));
        assertEquals(BasicSupport.VT_BOOL, bytes.getInt(24));
        assertEquals(2, bytes.getInt(40), "MembersFlags");
        assertEquals(16, bytes.getInt(44), "MembersSize");
        assertEquals(2, bytes.getInt(48), "MembersCount");
        assertEquals(2, bytes.getInt(52), "Flags");
        for (int range = 56; range < 88; range += 16) {
            assertEquals(1, bytes.getInt(range));
            assertEquals(0, bytes.getInt(range + 8));
            assertEquals(1, bytes.getInt(range + 12));
        }
    }

    @Test
    @Rule("BAS-6")
    void uniformChannelsHaveEqualRanges() {
        Stepping range = new Stepping(0, 10, 1);
        Stepping other = new Stepping(0, 11, 1);
        assertEquals(2 | 4, encode(BasicSupport.channels(List.of(range, range), true)).getInt(52));
        assertEquals(
                "channels that share one value need equal ranges: uniform=true,"
                        + " ranges=[Stepping[minimum=0, maximum=10, delta=1], Stepping[minimum=0,"
                        + " maximum=11, delta=1]]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> BasicSupport.channels(List.of(range, other), true))
                        .getMessage());
        assertEquals(
                "a multichannel property needs one range per channel: ranges=[]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> BasicSupport.channels(List.of(), false))
                        .getMessage());
    }

    @Test
    void withoutATypeTheTypeIsNull() {
        ByteBuffer bytes = encode(BasicSupport.of(0));
        assertEquals(40, bytes.remaining());
        assertEquals(FormatIds.WILDCARD.guid(), guid(bytes));
        assertEquals(0, bytes.getInt(32), "MembersListCount");
    }

    @Test
    void aRangeClamps() {
        Stepping range = new Stepping(-5, 5, 2);
        assertEquals(-5, range.clamp(Integer.MIN_VALUE));
        assertEquals(5, range.clamp(6));
        assertEquals(1, range.clamp(1));
        assertEquals(
                "maximum must be at least minimum=1: maximum=0",
                assertThrows(IllegalArgumentException.class, () -> new Stepping(1, 0, 1))
                        .getMessage());
    }
}
