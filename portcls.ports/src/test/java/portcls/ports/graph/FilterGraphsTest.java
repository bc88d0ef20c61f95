package portcls.ports.graph;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import portcls.api.adapter.Adapter;
import portcls.api.client.Filter;
import portcls.api.ks.ConnectionDescriptor;
import portcls.ports.TestHouse;
import portcls.ports.service.ResourceList;
import portcls.ports.topology.FakeTopology;
import portcls.ports.topology.TopologyPort;

import java.lang.ref.WeakReference;

class FilterGraphsTest {
    private final TestHouse house = new TestHouse();
    private final FilterGraphs graphs = new FilterGraphs();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aGraphIsBuiltOnceForEachDirection() {
        Filter filter = filter();
        FilterGraph down = graphs.of(filter, true);
        assertSame(down, graphs.of(filter, true));
        assertNotSame(down, graphs.of(filter, false));
        assertNotSame(down, graphs.of(filter(), true));
    }

    @Test
    void aFilterThatWentIsNotHeldByItsGraphs() {
        FilterGraph[] kept = new FilterGraph[2];
        WeakReference<Filter> gone = walkAndTakeAway(kept);
        TestHouse.await(
                "the filter is collected, though its graphs are still walked",
                () -> {
                    System.gc();
                    return gone.refersTo(null);
                });
        // What is held here keeps the graphs, not the filter.
        assertNotSame(kept[0], kept[1]);
    }

    private WeakReference<Filter> walkAndTakeAway(FilterGraph[] kept) {
        Filter filter = filter();
        kept[0] = graphs.of(filter, true);
        kept[1] = graphs.of(filter, false);
        last.close();
        last = null;
        return new WeakReference<>(filter);
    }

    private TopologyPort last;

    private Filter filter() {
        FakeTopology box = new FakeTopology("Box");
        int in = box.in("In");
        int out = box.out("Out");
        int loud = box.volume("Knob");
        box.connect(ConnectionDescriptor.pinToNode(in, loud))
                .connect(ConnectionDescriptor.nodeToPin(loud, out));
        Adapter device = TestHouse.device("box:" + System.nanoTime());
        TopologyPort port = new TopologyPort(house.system);
        port.init(device, box, ResourceList.of(device.resources()));
        house.system.registerSubdevice(device, "", port);
        last = port;
        return house.published.getLast();
    }
}
