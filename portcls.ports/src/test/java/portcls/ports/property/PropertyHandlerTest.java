package portcls.ports.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import static portcls.ports.property.FakeFilter.failure;

import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.PropertyAccess.Support;
import portcls.api.client.Target;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.BasicSupport;
import portcls.api.ks.BasicSupport.Stepping;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyVerb;
import portcls.conformance.Rule;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** What becomes of verbs, values and failures of a driver's handlers. */
class PropertyHandlerTest {
    private static final Target NODE = Target.node(0);

    private int level;

    private static FakeFilter with(PropertyItem<?>... items) {
        return new FakeFilter(
                FilterDescriptor.builder("Mixer")
                        .node(
                                NodeDescriptor.of(NodeTypes.VOLUME)
                                        .automation(AutomationTable.of(items)))
                        .build());
    }

    private PropertyItem<Integer> volume() {
        return PropertyItem.of(AudioProperty.VOLUMELEVEL)
                .get(_ -> level)
                .set((_, value) -> level = value);
    }

    @Test
    @Rule("PROP-9")
    void aVerbWithoutHandlerIsRefusedBeforeAnyHandlerRuns() {
        AtomicBoolean ran = new AtomicBoolean();
        FakeFilter filter =
                with(
                        PropertyItem.of(AudioProperty.VOLUMELEVEL)
                                .get(
                                        _ -> {
                                            ran.set(true);
                                            return 1;
                                        })
                                .support(
                                        _ -> {
                                            ran.set(true);
                                            return BasicSupport.stepped(0, 1, 1);
                                        }));
        assertEquals(
                "KSPROPSETID_Audio/VOLUMELEVEL of node 0 (VOLUME) serves only [GET, BASIC_SUPPORT]:"
                        + " verb=SET",
                failure(Status.NOT_SUPPORTED, () -> filter.set(AudioProperty.VOLUMELEVEL, NODE, 1))
                        .getMessage());
        assertFalse(ran.get());
    }

    @Test
    @Rule("BAS-7")
    void aLevelOutsideItsRangeIsSetToTheNearest() {
        FakeFilter filter = with(volume().support(BasicSupport.stepped(-100, 0, 1)));
        filter.set(AudioProperty.VOLUMELEVEL, NODE, 5);
        assertEquals(0, filter.get(AudioProperty.VOLUMELEVEL, NODE));
        filter.set(AudioProperty.VOLUMELEVEL, NODE, Integer.MIN_VALUE);
        assertEquals(-100, filter.get(AudioProperty.VOLUMELEVEL, NODE));
        filter.set(AudioProperty.VOLUMELEVEL, NODE, -50);
        assertEquals(-50, level);
    }

    @Test
    @Rule("BAS-7")
    void eachChannelHasItsRange() {
        List<Stepping> ranges = List.of(new Stepping(0, 10, 1), new Stepping(20, 30, 1));
        FakeFilter filter = with(volume().support(BasicSupport.channels(ranges, false)));
        filter.set(AudioProperty.VOLUMELEVEL, NODE.channel(0), 99);
        assertEquals(10, level);
        filter.set(AudioProperty.VOLUMELEVEL, NODE.channel(1), 1);
        assertEquals(20, level);
        filter.set(AudioProperty.VOLUMELEVEL, NODE.channel(-1), 99);
        assertEquals(30, level);
        assertEquals(
                "channel must lie in 0 … 1 or be -1 for all: channel=2",
                failure(
                                Status.INVALID_PARAMETER,
                                () -> filter.set(AudioProperty.VOLUMELEVEL, NODE.channel(2), 1))
                        .getMessage());
    }

    @Test
    void otherValuesAreLeftAlone() {
        FakeFilter filter =
                with(
                        PropertyItem.of(AudioProperty.MUX_SOURCE)
                                .set((_, value) -> level = value)
                                .support(BasicSupport.stepped(1, 2, 1)));
        filter.set(AudioProperty.MUX_SOURCE, NODE, 9);
        assertEquals(9, level);
    }

    @Test
    void supportTellsVerbsAndTypeWithoutAHandler() {
        FakeFilter filter =
                with(
                        volume(),
                        PropertyItem.of(AudioProperty.MUTE).get(_ -> true),
                        PropertyItem.of(AudioProperty.MUX_SOURCE));
        assertEquals(
                new Support(EnumSet.allOf(PropertyVerb.class), BasicSupport.of(BasicSupport.VT_I4)),
                filter.engine.support(filter.handle, AudioProperty.VOLUMELEVEL, NODE));
        assertEquals(
                new Support(
                        EnumSet.of(PropertyVerb.GET, PropertyVerb.BASIC_SUPPORT),
                        BasicSupport.of(BasicSupport.VT_BOOL)),
                filter.engine.support(filter.handle, AudioProperty.MUTE, NODE));
        assertEquals(
                BasicSupport.of(BasicSupport.VT_UI4),
                filter.engine.support(filter.handle, AudioProperty.MUX_SOURCE, NODE).values());
    }

    @Test
    void anIoFailureIsTheDevices() {
        IOException cause = new IOException("no acknowledge");
        PortClsException e =
                getFailure(
                        Status.IO_DEVICE_ERROR,
                        _ -> {
                            throw cause;
                        });
        assertSame(cause, e.getCause());
        assertEquals(
                "the device of driver test.driver 1.0 did not let it GET"
                        + " KSPROPSETID_Audio/VOLUMELEVEL of node 0 (VOLUME): no acknowledge",
                e.getMessage());
    }

    @Test
    void aRuntimeFailureIsTheDrivers() {
        assertEquals(
                "driver test.driver 1.0 failed to GET KSPROPSETID_Audio/VOLUMELEVEL of node 0"
                        + " (VOLUME): java.lang.IllegalStateException: oops",
                getFailure(
                                Status.UNSUCCESSFUL,
                                _ -> {
                                    throw new IllegalStateException("oops");
                                })
                        .getMessage());
        getFailure(
                Status.UNSUCCESSFUL,
                _ -> {
                    throw new NoClassDefFoundError("gone");
                });
        getFailure(
                Status.UNSUCCESSFUL,
                _ -> {
                    throw new AssertionError("a driver that checks itself");
                });
        getFailure(
                Status.UNSUCCESSFUL,
                _ -> {
                    throw new StackOverflowError();
                });
        assertEquals(
                "driver test.driver 1.0 failed to GET KSPROPSETID_Audio/VOLUMELEVEL of node 0"
                        + " (VOLUME): it gave no value and did not pend",
                getFailure(Status.UNSUCCESSFUL, _ -> null).getMessage());
    }

    @Test
    void aPortFailurePassesUnlessItIsNone() {
        PortClsException refusal = new PortClsException(Status.ACCESS_DENIED, "locked");
        assertSame(
                refusal,
                getFailure(
                        Status.ACCESS_DENIED,
                        _ -> {
                            throw refusal;
                        }));
        getFailure(
                Status.UNSUCCESSFUL,
                _ -> {
                    throw new PortClsException(Status.PENDING, "later");
                });
    }

    private static PortClsException getFailure(Status status, PropertyItem.Getter<Integer> getter) {
        FakeFilter filter = with(PropertyItem.of(AudioProperty.VOLUMELEVEL).get(getter));
        return failure(status, () -> filter.get(AudioProperty.VOLUMELEVEL, NODE));
    }
}
