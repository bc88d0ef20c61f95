package portcls.ports.midi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static portcls.api.time.ReferenceTime.millis;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.api.ks.KsState;
import portcls.api.midi.IMiniportMidiStream;
import portcls.conformance.Rule;
import portcls.ports.music.EventPool;
import portcls.ports.music.KernelEvent;
import portcls.ports.time.Dispatcher;
import portcls.ports.time.ManualClock;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Events become bytes. */
class RawMidiRenderTest {
    private final ManualClock clock = new ManualClock();
    private final Dispatcher dispatcher = clock.newDispatcher("test");
    private final EventPool pool = new EventPool(100, 100, 0, 0);
    private final List<String> written = new ArrayList<>();
    private int room = Integer.MAX_VALUE;
    private final IMiniportMidiStream.Render stream =
            bytes -> {
                int count = Math.min(room, bytes.remaining());
                room -= count;
                StringBuilder text = new StringBuilder(clock.getTime() / 10_000 + ":");
                for (int i = 0; i < count; i++) {
                    text.append(' ').append(Integer.toHexString(bytes.get() & 0xFF));
                }
                written.add(text.toString());
                return count;
            };
    private final RawMidiRender stage =
            new RawMidiRender(stream, clock, dispatcher, (where, cause) -> written.add(where));

    @BeforeEach
    void run() throws IOException {
        stage.setState(KsState.RUN);
    }

    @AfterEach
    void close() {
        dispatcher.close();
        clock.close();
    }

    @Test
    @Rule({"MEV-4", "DMU-10"})
    void aPackageIsWrittenAsItIsNested() {
        KernelEvent inner = event(2);
        inner.setNext(event(3));
        KernelEvent nested = Objects.requireNonNull(pool.take());
        nested.setPackaged(inner);
        nested.setNext(event(4));
        KernelEvent first = event(1);
        first.setNext(nested);
        KernelEvent whole = Objects.requireNonNull(pool.take());
        whole.setPackaged(first);
        deliver(whole);
        deliver(event(5));
        assertEquals(List.of("0: c0 1", "0: c0 2", "0: c0 3", "0: c0 4", "0: c0 5"), written);
        assertEquals(0, pool.outstanding());
    }

    @Test
    @Rule({"MID-9", "DMU-18", "DMU-20"})
    void whatAFullDeviceHasNotTakenWaitsAndStopGivesItBack() throws IOException {
        room = 3;
        deliver(event(1));
        deliver(event(2));
        deliver(event(3));
        assertEquals(List.of("0: c0 1", "0: c0", "0:"), written);
        assertEquals(2, pool.outstanding());
        clock.advanceTo(millis(1));
        assertEquals("1:", written.getLast());
        stage.setState(KsState.PAUSE);
        room = 100;
        clock.advanceTo(millis(9));
        assertEquals("1:", written.getLast());
        stage.setState(KsState.RUN);
        clock.advanceTo(millis(10));
        assertEquals(List.of("9: 2", "9: c0 3"), written.subList(4, 6));
        room = 0;
        deliver(event(4));
        stage.setState(KsState.PAUSE);
        stage.setState(KsState.ACQUIRE);
        stage.setState(KsState.STOP);
        assertEquals(0, pool.outstanding());
    }

    private void deliver(KernelEvent event) {
        dispatcher.runAndWait(() -> stage.putMessage(event), Duration.ofSeconds(1));
    }

    private KernelEvent event(int program) {
        KernelEvent event = Objects.requireNonNull(pool.take());
        event.setShort(0xC0 | program << 8, 2);
        return event;
    }
}
