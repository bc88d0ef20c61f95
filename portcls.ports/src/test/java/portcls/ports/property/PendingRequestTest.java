package portcls.ports.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.ports.property.FakeFilter.failure;
import static portcls.ports.property.FakeFilter.now;

import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Target;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.BasicSupport;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.PendingRequest;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.PropertyRequest;
import portcls.conformance.Rule;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class PendingRequestTest {
    private static final PropertyKey<Integer> KEY = AudioProperty.VOLUMELEVEL;

    private final List<PendingRequest<Integer>> pending = new ArrayList<>();
    private final List<PropertyRequest<Integer>> requests = new ArrayList<>();
    private boolean failAfterPend;
    private final FakeFilter filter =
            new FakeFilter(
                    FilterDescriptor.builder("Slow")
                            .pin(PinDescriptor.midiRender())
                            .automation(
                                    AutomationTable.of(
                                            PropertyItem.of(KEY)
                                                    .get(
                                                            request -> {
                                                                pend(request);
                                                                return null;
                                                            })
                                                    .set((request, _) -> pend(request))))
                            .build());

    private void pend(PropertyRequest<Integer> request) {
        requests.add(request);
        pending.add(request.pend());
        if (failAfterPend) {
            throw new PortClsException(Status.DEVICE_BUSY, "after all");
        }
    }

    private CompletableFuture<Integer> get() {
        return filter.engine.get(filter.handle, KEY, Target.self());
    }

    private CompletableFuture<Void> set() {
        return filter.engine.set(filter.handle, KEY, Target.self(), 1);
    }

    @Test
    @Rule("PROP-13")
    void theAnswerComesFromAnotherThread() throws InterruptedException {
        CompletableFuture<Integer> answer = get();
        assertFalse(answer.isDone());
        Thread.ofPlatform().start(() -> pending.getFirst().complete(42)).join();
        assertEquals(42, now(answer));
        assertEquals(0, filter.engine.pending());
    }

    @Test
    @Rule("PROP-13")
    void aSetCanPendToo() {
        CompletableFuture<Void> answer = set();
        assertFalse(answer.isDone());
        pending.getFirst().complete(null);
        assertTrue(answer.isDone());
        assertFalse(answer.isCompletedExceptionally());
    }

    @Test
    @Rule("PROP-13")
    void theDriversStatusIsTheAnswer() {
        CompletableFuture<Integer> answer = get();
        pending.getFirst().fail(new PortClsException(Status.IO_TIMEOUT, "no answer"));
        failure(Status.IO_TIMEOUT, () -> now(answer));
    }

    @Test
    @Rule("PROP-14")
    void itIsCompletedOnce() {
        assertFalse(get().isDone());
        PendingRequest<Integer> request = pending.getFirst();
        request.complete(1);
        assertEquals(
                "the request was completed before: property=KSPROPSETID_Audio/VOLUMELEVEL,"
                        + " verb=GET",
                assertThrows(IllegalStateException.class, () -> request.complete(2)).getMessage());
        assertThrows(
                IllegalStateException.class,
                () -> request.fail(new PortClsException(Status.CANCELLED, "again")));
    }

    @Test
    @Rule("PROP-14")
    void itCannotFailWithASuccess() {
        CompletableFuture<Integer> answer = get();
        for (Status status : List.of(Status.PENDING, Status.SUCCESS)) {
            assertEquals(
                    "status must be a failure: status="
                            + status
                            + ", property=KSPROPSETID_Audio/VOLUMELEVEL",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> pending.getFirst().fail(new PortClsException(status, "")))
                            .getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> pending.getFirst().complete(null));
        assertFalse(answer.isDone());
        pending.getFirst().complete(3);
        assertEquals(3, now(answer));
    }

    @Test
    void aFailingHandlerTakesItsPromiseBack() {
        failAfterPend = true;
        failure(Status.DEVICE_BUSY, () -> now(get()));
        assertEquals(0, filter.engine.pending());
        assertThrows(IllegalStateException.class, () -> pending.getFirst().complete(1));
    }

    @Test
    void itPendsOnceAndOnlyInsideTheHandler() {
        assertFalse(get().isDone());
        assertThrows(IllegalStateException.class, () -> requests.getFirst().pend());
        FakeFilter quick =
                new FakeFilter(
                        FilterDescriptor.builder("Quick")
                                .automation(
                                        AutomationTable.of(
                                                PropertyItem.of(KEY)
                                                        .get(
                                                                request -> {
                                                                    requests.add(request);
                                                                    return 1;
                                                                })
                                                        .support(
                                                                request -> {
                                                                    request.pend();
                                                                    return BasicSupport.of(0);
                                                                })))
                                .build());
        assertEquals(1, quick.get(KEY, Target.self()));
        assertThrows(IllegalStateException.class, () -> requests.getLast().pend());
        failure(Status.UNSUCCESSFUL, () -> quick.engine.support(quick.handle, KEY, Target.self()));
    }

    @Test
    void whoClosesWaitsNoLongerAndNobodyElseIsDisturbed() {
        FakeFilter.Handle other = new FakeFilter.Handle();
        FakeFilter.Pin pin = new FakeFilter.Pin(filter.handle, 0);
        CompletableFuture<Integer> ofPin = filter.engine.get(pin, KEY, Target.self());
        CompletableFuture<Integer> ofHandle = get();
        CompletableFuture<Integer> ofOther = filter.engine.get(other, KEY, Target.self());
        PortClsException closed = new PortClsException(Status.CANCELLED, "closed");
        filter.engine.cancel(pin, closed);
        failure(Status.CANCELLED, () -> now(ofPin));
        assertFalse(ofHandle.isDone());
        CompletableFuture<Integer> ofSecondPin = filter.engine.get(pin, KEY, Target.self());
        filter.engine.cancel(filter.handle, closed);
        failure(Status.CANCELLED, () -> now(ofHandle));
        failure(Status.CANCELLED, () -> now(ofSecondPin));
        assertFalse(ofOther.isDone());
        assertEquals(1, filter.engine.pending());
        pending.getFirst().complete(1); // for nobody, and no error
        pending.get(2).complete(7);
        assertEquals(7, now(ofOther));
    }

    @Test
    void whenTheDeviceGoesNobodyWaits() {
        CompletableFuture<Integer> before = get();
        filter.engine.close(new PortClsException(Status.DEVICE_REMOVED, "unplugged"));
        failure(Status.DEVICE_REMOVED, () -> now(before));
        failure(Status.DEVICE_REMOVED, () -> now(get()));
        assertEquals(0, filter.engine.pending());
        pending.getFirst().complete(1);
        assertThrows(IllegalStateException.class, () -> pending.getFirst().complete(1));
    }
}
