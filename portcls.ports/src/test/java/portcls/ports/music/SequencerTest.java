package portcls.ports.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.api.time.ReferenceTime;
import portcls.conformance.Rule;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

@Timeout(60)
class SequencerTest {
    private record Expected(long time, KernelEvent event) {}

    private final EventPool pool = new EventPool(1, 1 << 21, 0, 16);
    private final Sequencer sequencer = new Sequencer();

    @Test
    void anEmptyOneIsNeverDue() {
        assertEquals(ReferenceTime.NEVER, sequencer.nextDue());
        assertNull(sequencer.pollDue(ReferenceTime.NEVER));
        assertEquals(0, sequencer.size());
    }

    @Test
    @Rule({"DMU-7", "CLK-7"})
    void onlyTheTimeStampOrders() {
        for (long time : new long[] {30, 10, 20, 5, 40, 15}) {
            sequencer.insert(Music.take(pool, time));
        }
        assertEquals(6, sequencer.size());
        assertEquals(List.of(5L, 10L, 15L, 20L, 30L, 40L), timesUntil(40));
        assertEquals(0, sequencer.size());
    }

    @Test
    @Rule("DMU-7")
    void nothingIsDeliveredBeforeItIsDue() {
        sequencer.insert(Music.take(pool, 20));
        sequencer.insert(Music.take(pool, 10));
        assertNull(sequencer.pollDue(9));
        assertEquals(10, sequencer.nextDue());
        assertEquals(List.of(10L), timesUntil(19));
        assertEquals(20, sequencer.nextDue());
        assertEquals(List.of(20L), timesUntil(20));
    }

    @Test
    @Rule("DMU-9")
    void equalStampsKeepTheOrderOfArrival() {
        List<KernelEvent> equal = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            KernelEvent event = Music.take(pool, 50);
            equal.add(event);
            sequencer.insert(event);
            if (i == 40) {
                sequencer.insert(Music.take(pool, 60));
            }
        }
        for (KernelEvent event : equal) {
            assertSame(event, sequencer.pollDue(50));
        }
        assertEquals(60, sequencer.nextDue());
    }

    @Test
    void aChainStaysTogether() {
        KernelEvent first = Music.take(pool, 10);
        KernelEvent second = Music.take(pool, 10);
        first.setNext(second);
        KernelEvent foreign = Music.take(pool, 10);
        sequencer.insert(first);
        sequencer.insert(foreign);
        assertEquals(2, sequencer.size());
        assertSame(first, sequencer.pollDue(10));
        assertSame(second, first.next());
        assertNull(second.next());
        assertSame(foreign, sequencer.pollDue(10));
    }

    @Test
    void anEventMayComeAgain() {
        KernelEvent again = Music.take(pool, 1);
        sequencer.insert(again);
        sequencer.insert(Music.take(pool, 2));
        assertSame(again, sequencer.pollDue(1));
        again.setPresentationTime100ns(3);
        sequencer.insert(again);
        assertEquals(List.of(2L, 3L), timesUntil(10));
        assertEquals(0, sequencer.size());
        assertEquals(ReferenceTime.NEVER, sequencer.nextDue());
    }

    @Test
    @Rule("DMU-20")
    void discardingGivesEverythingBack() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            KernelEvent event = Music.take(pool, random.nextInt(100));
            event.setNext(Music.take(pool));
            sequencer.insert(event);
        }
        sequencer.discardAll(pool);
        assertEquals(0, sequencer.size());
        assertEquals(ReferenceTime.NEVER, sequencer.nextDue());
        Music.assertNothingOut(pool, "after discarding");

        sequencer.insert(Music.take(pool, 3));
        sequencer.insert(Music.take(pool, 2));
        assertEquals(List.of(2L, 3L), timesUntil(3));
    }

    @Test
    @Rule({"DMU-7", "DMU-9", "CLK-7"})
    void anyUseIsLikeASortedList() {
        Music.seeds(300).forEach(this::compareWithList);
    }

    @Test
    @Rule("DMU-7")
    void aMillionInAnyOrder() {
        Random random = new Random(2);
        int count = 1_000_000;
        for (int i = 0; i < count; i++) {
            sequencer.insert(Music.take(pool, random.nextInt(count)));
        }
        long before = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            KernelEvent event = assertNotNullEvent(sequencer.pollDue(Long.MAX_VALUE));
            if (event.presentationTime100ns() < before) {
                throw new AssertionError(before + " came before " + event);
            }
            before = event.presentationTime100ns();
            pool.release(event);
        }
        assertEquals(0, sequencer.size());
        Music.assertNothingOut(pool, "after the last");
    }

    @Test
    void holdsNothingThatItGaveAway() {
        List<WeakReference<KernelEvent>> gone = new ArrayList<>();
        List<Sequencer> sequencers = List.of(new Sequencer(), new Sequencer());
        for (int i = 0; i < 2; i++) {
            Sequencer tested = sequencers.get(i);
            EventPool other = new EventPool(200, 200, 0, 0);
            for (int k = 0; k < 100; k++) {
                tested.insert(Music.take(other, k));
                tested.insert(Music.take(other, 100 - k));
            }
            if (i == 0) {
                tested.discardAll(other);
            } else {
                KernelEvent event = tested.pollDue(1000);
                while (event != null) {
                    other.release(event);
                    event = tested.pollDue(1000);
                }
            }
            gone.add(new WeakReference<>(Music.take(other)));
        }
        // An event reaches all others of its pool, so one that is held would hold this one too.
        for (WeakReference<KernelEvent> event : gone) {
            long end = System.nanoTime() + 5_000_000_000L;
            while (event.get() != null && System.nanoTime() < end) {
                System.gc();
            }
            assertNull(event.get(), "an event is still held");
        }
        sequencers.forEach(tested -> assertEquals(0, tested.size()));
    }

    private void compareWithList(long seed) {
        Random random = new Random(seed);
        int range = 1 + random.nextInt(random.nextBoolean() ? 10 : 10_000);
        int operations = 10 + random.nextInt(2000);
        List<Expected> model = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < operations; i++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    KernelEvent event = Music.take(pool, now + random.nextInt(range) - range / 4);
                    sequencer.insert(event);
                    model.add(new Expected(event.presentationTime100ns(), event));
                }
                case 2 -> {
                    KernelEvent event = Music.take(pool, now + range);
                    sequencer.insert(event);
                    model.add(new Expected(event.presentationTime100ns(), event));
                }
                case 3 -> now += random.nextInt(1 + range / 10);
                default -> pollAndCompare(model, now, seed);
            }
            assertEquals(model.size(), sequencer.size(), "size, seed=" + seed);
        }
        pollAndCompare(model, Long.MAX_VALUE, seed);
        assertEquals(0, sequencer.size(), "size, seed=" + seed);
        Music.assertNothingOut(pool, "seed=" + seed);
    }

    private void pollAndCompare(List<Expected> model, long now, long seed) {
        model.sort(Comparator.comparingLong(Expected::time)); // stable
        while (!model.isEmpty() && model.getFirst().time() <= now) {
            assertEquals(model.getFirst().time(), sequencer.nextDue(), "due, seed=" + seed);
            KernelEvent event = sequencer.pollDue(now);
            assertSame(model.removeFirst().event(), event, "seed=" + seed);
            pool.release(assertNotNullEvent(event));
        }
        assertNull(sequencer.pollDue(now), "nothing more is due, seed=" + seed);
        long next = model.isEmpty() ? ReferenceTime.NEVER : model.getFirst().time();
        assertEquals(next, sequencer.nextDue(), "due, seed=" + seed);
    }

    private List<Long> timesUntil(long now) {
        List<Long> times = new ArrayList<>();
        KernelEvent event = sequencer.pollDue(now);
        while (event != null) {
            times.add(event.presentationTime100ns());
            event = sequencer.pollDue(now);
        }
        return times;
    }

    private static KernelEvent assertNotNullEvent(@Nullable KernelEvent event) {
        assertNotNull(event);
        return event;
    }
}
