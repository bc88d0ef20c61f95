package portcls.ports.bind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.conformance.Rule;
import portcls.ports.FakeMidi;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A device that is stopped to be given other resources, and started anew. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class RestartTest {
    private static final Removal REASON =
            new Removal(RemovalReason.ORDERLY, "its resources change", Instant.EPOCH);

    @TempDir private Path folder;
    private final List<FakeMidi> made = new CopyOnWriteArrayList<>();
    private final Card card = Card.with("test:card", "midi");
    private BindHouse it;

    @BeforeEach
    void open() throws Exception {
        it = new BindHouse(folder);
    }

    @AfterEach
    void close() throws Exception {
        it.close();
    }

    private FakeMidi fake() {
        FakeMidi miniport = new FakeMidi();
        made.add(miniport);
        return miniport;
    }

    @Test
    @Rule("PNP-4")
    void everyFunctionIsLetGoAndBoundAnew() {
        it.binder.addAdapter("card", card);
        it.miniport(this::fake, "card", "midi");
        it.awaitFilters("test:card", "test:card/midi");
        List<FakeMidi> former = List.copyOf(made);

        it.binder.stop(card, REASON);
        assertEquals(List.of(), it.house.published);
        it.miniport(this::fake, "card");
        assertEquals(2, made.size(), "a stopped device was offered to a driver");

        it.binder.start(card);
        it.awaitFilters("test:card", "test:card/midi");
        assertEquals(4, made.size());
        assertTrue(former.stream().allMatch(miniport -> miniport.calls("close").size() == 1));
    }

    @Test
    void aDeviceThatGoesWhileItIsStoppedIsNotStarted() {
        it.binder.addAdapter("card", card);
        it.miniport(this::fake, "card", "midi");
        it.awaitFilters("test:card", "test:card/midi");
        it.binder.stop(card, REASON);
        it.binder.removeAdapter("card");
        it.binder.start(card);
        assertEquals(List.of(), it.house.published);
        assertEquals(List.of(), it.diagnostics.devices());
    }
}
