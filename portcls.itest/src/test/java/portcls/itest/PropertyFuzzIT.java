package portcls.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

import portcls.api.Status;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.KsReply;
import portcls.api.client.Pin;
import portcls.api.client.PropertyAccess;
import portcls.api.diag.DeviceState;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.ConnectionProperty;
import portcls.api.ks.JackProperty;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.PinProperty;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.TopologyProperty;
import portcls.api.wavert.RtAudioProperty;
import portcls.conformance.Rule;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import javax.inject.Inject;

/**
 * Requests of any set, id, verb, size, node and pin number against every filter: the answer is a
 * documented one, and the filter is well afterwards.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class PropertyFuzzIT {
    private static final int REQUESTS = 3_000;
    private static final long SEED = 20_261_121;
    private static final int TOPOLOGY = 0x10000000;
    private static final int[] VERBS = {1, 2, 0x200};
    private static final int[] SIZES = {0, 1, 4, 8, 16, 24, 40, 72, 104, 400, 4_000};

    /** What the pages name for properties. */
    private static final Set<Status> DOCUMENTED =
            EnumSet.of(
                    Status.SUCCESS,
                    Status.BUFFER_OVERFLOW,
                    Status.BUFFER_TOO_SMALL,
                    Status.NOT_FOUND,
                    Status.NOT_SUPPORTED,
                    Status.NOT_IMPLEMENTED,
                    Status.NO_MATCH,
                    Status.INVALID_PARAMETER,
                    Status.INVALID_DEVICE_REQUEST,
                    Status.INVALID_DEVICE_STATE,
                    Status.INSUFFICIENT_RESOURCES,
                    Status.DEVICE_NOT_READY,
                    Status.NOT_ALL_ASSIGNED,
                    Status.DATA_LATE_ERROR,
                    Status.DATA_OVERRUN);

    @Inject BundleContext context;

    private final Random random = new Random(SEED);

    /** How many requests succeeded. */
    private int served;

    @Configuration
    public Option[] container() {
        return new Option[] {Containers.allDriversInVirtualTime()};
    }

    @Test
    @Rule({"PROP-8", "PROP-9", "PROP-12", "BAS-4"})
    public void every_filter_gives_documented_answers_and_stays_well() throws Exception {
        Services services = new Services(context);
        List<Filter> filters = new ArrayList<>();
        for (String id : Devices.FILTERS) {
            filters.add(services.filter(id));
        }
        for (Filter filter : filters) {
            try (FilterHandle handle = filter.open()) {
                attack(filter, handle);
                for (int pinId = 0; pinId < filter.descriptor().pins().size(); pinId++) {
                    attackPin(filter, handle, pinId);
                }
            }
            assertTrue(filter.id() + " served no more than " + served, served > REQUESTS / 20);
            served = 0;
            assertTrue(filter.id() + " is gone", filter.removal().isEmpty());
            assertEquals(filter.id(), DeviceState.IDLE, services.report(filter.id()).state());
        }
    }

    private void attackPin(Filter filter, FilterHandle handle, int pinId) {
        PinDescriptor pin = filter.descriptor().pins().get(pinId);
        if (!pin.isStreaming()) {
            return;
        }
        try (Pin opened = Devices.openAny(handle, pinId)) {
            attack(filter, opened);
            opened.run();
            attack(filter, opened);
        }
    }

    private void attack(Filter filter, PropertyAccess target) {
        List<PropertyName> known = known(filter);
        for (int i = 0; i < REQUESTS; i++) {
            ByteBuffer request = request(known);
            int room =
                    random.nextInt(4) == 0
                            ? random.nextInt(5_000)
                            : SIZES[random.nextInt(SIZES.length)];
            ByteBuffer value = ByteBuffer.allocate(room).order(ByteOrder.LITTLE_ENDIAN);
            random.nextBytes(value.array());
            String what = describe(filter, request, room);
            KsReply reply =
                    target.ksProperty(request.duplicate().order(ByteOrder.LITTLE_ENDIAN), value);
            check(what, reply, room);
        }
    }

    private void check(String what, KsReply reply, int room) {
        Status status = reply.status();
        // Its pages name it for what cannot be done twice.
        boolean realtime = what.contains(RtAudioProperty.SET.guid().toString());
        assertTrue(
                what + " -> " + reply,
                DOCUMENTED.contains(status) || realtime && status == Status.UNSUCCESSFUL);
        if (status == Status.SUCCESS) {
            served++;
            assertTrue(what + " -> " + reply, reply.size() <= Math.max(room, 0));
        }
        if (status == Status.BUFFER_OVERFLOW) {
            assertEquals(what + " -> " + reply, 0, room);
            assertTrue(what + " -> " + reply, reply.size() > 0);
        }
    }

    private ByteBuffer request(List<PropertyName> known) {
        PropertyName name =
                random.nextInt(10) == 0
                        ? new PropertyName(
                                new UUID(random.nextLong(), random.nextLong()),
                                random.nextInt(200),
                                random.nextInt(4) - 1)
                        : known.get(random.nextInt(known.size()));
        int id = random.nextInt(8) == 0 ? random.nextInt(70) - 3 : name.id();
        boolean ofNode = name.isOfNode() ^ random.nextInt(8) == 0;
        int verb =
                random.nextInt(12) == 0
                        ? random.nextInt()
                        : VERBS[random.nextInt(VERBS.length)] | (ofNode ? TOPOLOGY : 0);
        ByteBuffer request = ByteBuffer.allocate(24 + 8 + 32).order(ByteOrder.LITTLE_ENDIAN);
        putGuid(request, name.set());
        request.putInt(id).putInt(verb);
        if (ofNode) {
            int node = name.isOfNode() && random.nextInt(4) > 0 ? name.node() : number();
            request.putInt(node).putInt(0);
        }
        int instance = random.nextInt(5) == 0 ? random.nextInt(33) : 8;
        for (int i = 0; i < instance; i += 4) {
            request.putInt(number());
        }
        int cut = random.nextInt(20) == 0 ? random.nextInt(request.position() + 1) : 0;
        return request.limit(request.position() - cut).position(0);
    }

    /** A node, pin or channel number, mostly one that could be there. */
    private int number() {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt();
            case 1 -> -1;
            default -> random.nextInt(12);
        };
    }

    /**
     * A property.
     *
     * @param node a node that has it; -1 = it is asked of filter or pin
     */
    private record PropertyName(UUID set, int id, int node) {
        boolean isOfNode() {
            return node >= 0;
        }
    }

    private static List<PropertyName> known(Filter filter) {
        List<PropertyName> known = new ArrayList<>();
        add(known, filter.descriptor().automation(), -1);
        filter.descriptor().pins().stream()
                .map(PinDescriptor::automation)
                .forEach(table -> add(known, table, -1));
        List<NodeDescriptor> nodes = filter.descriptor().nodes();
        for (int node = 0; node < nodes.size(); node++) {
            add(known, nodes.get(node).automation(), node);
        }
        for (int id = 0; id < 16; id++) {
            known.add(new PropertyName(PinProperty.SET.guid(), id, -1));
            known.add(new PropertyName(TopologyProperty.SET.guid(), id, -1));
            known.add(new PropertyName(ConnectionProperty.SET.guid(), id, -1));
            known.add(new PropertyName(JackProperty.SET.guid(), id, -1));
            known.add(new PropertyName(RtAudioProperty.SET.guid(), id, -1));
        }
        return known;
    }

    private static void add(List<PropertyName> known, AutomationTable table, int node) {
        for (PropertyItem<?> item : table.properties()) {
            known.add(new PropertyName(item.key().set().guid(), item.key().id(), node));
        }
    }

    private static String describe(Filter filter, ByteBuffer request, int room) {
        ByteBuffer in = request.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (in.remaining() < 24) {
            return filter.id() + ": " + in.remaining() + " bytes";
        }
        long data1 = in.getInt() & 0xFFFFFFFFL;
        long data2 = in.getShort() & 0xFFFFL;
        long data3 = in.getShort() & 0xFFFFL;
        long data4 = in.order(ByteOrder.BIG_ENDIAN).getLong();
        UUID set = new UUID(data1 << 32 | data2 << 16 | data3, data4);
        in.order(ByteOrder.LITTLE_ENDIAN);
        return filter.id()
                + ": "
                + set
                + "/"
                + in.getInt()
                + ", flags 0x"
                + Integer.toHexString(in.getInt())
                + ", room "
                + room;
    }

    private static void putGuid(ByteBuffer into, UUID guid) {
        long most = guid.getMostSignificantBits();
        into.putInt((int) (most >>> 32)).putShort((short) (most >>> 16)).putShort((short) most);
        into.order(ByteOrder.BIG_ENDIAN).putLong(guid.getLeastSignificantBits());
        into.order(ByteOrder.LITTLE_ENDIAN);
    }
}
