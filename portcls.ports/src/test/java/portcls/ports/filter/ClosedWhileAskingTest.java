package portcls.ports.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.api.IResourceList;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.client.FilterHandle;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.PropertyItem;
import portcls.api.topology.IMiniportTopology;
import portcls.api.topology.IPortTopology;
import portcls.ports.TestHouse;
import portcls.ports.service.ResourceList;
import portcls.ports.topology.TopologyPort;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Whoever waits for an answer that the driver never gives is let go when the handle closes. */
@Timeout(60)
class ClosedWhileAskingTest {
    private final TestHouse house = new TestHouse();
    private final CountDownLatch promised = new CountDownLatch(1);

    /** Promises each answer and gives none. */
    private final class Forgetful implements IMiniportTopology {
        @Override
        public void init(Adapter adapter, IResourceList resources, IPortTopology port) {
            // It has no device.
        }

        @Override
        public FilterDescriptor getDescription() {
            return FilterDescriptor.builder("Forgetful")
                    .automation(
                            AutomationTable.of(
                                    PropertyItem.of(AudioProperty.VOLUMELEVEL)
                                            .get(
                                                    request -> {
                                                        var _ = request.pend();
                                                        promised.countDown();
                                                        return null;
                                                    })))
                    .build();
        }
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void theWaitEndsWithTheHandle() throws Exception {
        Adapter device = TestHouse.device("forgetful:mixer");
        TopologyPort port = new TopologyPort(house.system);
        port.init(device, new Forgetful(), ResourceList.of(List.of()));
        house.system.registerSubdevice(device, "", port);
        FilterHandle handle = port.filter().orElseThrow().open();
        CompletableFuture<Integer> asking =
                CompletableFuture.supplyAsync(() -> handle.get(AudioProperty.VOLUMELEVEL));
        assertTrue(promised.await(TestHouse.LIMIT.toSeconds(), TimeUnit.SECONDS));
        handle.close();
        ExecutionException let =
                assertThrows(
                        ExecutionException.class,
                        () -> asking.get(TestHouse.LIMIT.toSeconds(), TimeUnit.SECONDS));
        PortClsException why = assertInstanceOf(PortClsException.class, let.getCause());
        assertEquals(Status.CANCELLED, why.status());
        assertTrue(why.getMessage().contains("forgetful:mixer was closed"), why.getMessage());
    }
}
