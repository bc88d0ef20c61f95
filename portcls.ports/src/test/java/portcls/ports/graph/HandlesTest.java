package portcls.ports.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.api.adapter.Adapter;
import portcls.api.client.FilterHandle;
import portcls.ports.TestHouse;
import portcls.ports.device.Device;
import portcls.ports.filter.PortFilter;
import portcls.ports.service.ResourceList;
import portcls.ports.topology.FakeTopology;
import portcls.ports.topology.TopologyPort;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A driver that does not come back holds nobody who asks another one. */
@Timeout(60)
class HandlesTest {
    private final TestHouse house = new TestHouse();
    private final Handles handles = new Handles(Optional.empty());
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        house.close();
    }

    private PortFilter add(Adapter adapter) {
        TopologyPort port = new TopologyPort(house.system);
        port.init(adapter, new FakeTopology("Mixer"), ResourceList.of(List.of()));
        house.system.registerSubdevice(adapter, "", port);
        return port.filter().orElseThrow();
    }

    /** From now on a driver of that device is busy until the latch falls. */
    private void makeBusy(Adapter adapter) throws InterruptedException {
        Device device = house.devices.of(adapter);
        device.worker()
                .execute(
                        () -> {
                            entered.countDown();
                            awaitRelease();
                        });
        entered.await();
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aBusyDriverHoldsNeitherOtherFiltersNorTheEnd() throws Exception {
        Adapter slow = TestHouse.device("slow:mixer");
        PortFilter busy = add(slow);
        PortFilter quick = add(TestHouse.device("quick:mixer"));
        makeBusy(slow);
        CompletableFuture<FilterHandle> waiting = new CompletableFuture<>();
        Thread client =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        waiting.complete(handles.of(busy));
                                    } catch (RuntimeException e) {
                                        waiting.completeExceptionally(e);
                                    }
                                });
        awaitState(client, Thread.State.WAITING);
        FilterHandle first =
                CompletableFuture.supplyAsync(() -> handles.of(quick))
                        .get(TestHouse.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertSame(first, handles.of(quick));
        CompletableFuture.runAsync(handles::close)
                .get(TestHouse.LIMIT.toSeconds(), TimeUnit.SECONDS);
        release.countDown();
        ExecutionException late = assertThrows(ExecutionException.class, waiting::get);
        assertInstanceOf(IllegalStateException.class, late.getCause());
        assertEquals(List.of(false, false), List.of(busy.isOpen(), quick.isOpen()));
    }

    private static void awaitState(Thread thread, Thread.State state) {
        long end = System.nanoTime() + TestHouse.LIMIT.toNanos();
        while (thread.getState() != state && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertEquals(state, thread.getState());
    }
}
