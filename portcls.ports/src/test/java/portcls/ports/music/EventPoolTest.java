package portcls.ports.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.conformance.Rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

class EventPoolTest {
    @Test
    @Rule("DMU-12")
    void startsNonEmpty() {
        EventPool pool = new EventPool(10, 100_000, 0, 10);
        assertTrue(pool.size() >= 10, "size=" + pool.size());
        assertEquals(0, pool.outstanding());
    }

    @Test
    @Rule("DMU-12")
    void whatCameBackDirtyGoesOutClean() {
        EventPool pool = new EventPool(1, 1, 1, 1);
        KernelEvent first = Music.take(pool, 77);
        first.setBytePosition(5);
        first.setChannelGroup(3);
        first.setFlags(KernelEvent.INCOMPLETE | KernelEvent.ABORTED);
        first.setShort(0x7F7F90, 3);
        pool.addBuffer(first);
        pool.release(first);
        assertClean(Music.take(pool));
    }

    @Test
    @Rule("DMU-12")
    void newOnesAreClean() {
        EventPool pool = new EventPool(1, 3000, 0, 0);
        for (int i = 0; i < 3000; i++) {
            assertClean(Music.take(pool));
        }
    }

    @Test
    void growsUpToItsMaximumAndNoFurther() {
        EventPool pool = new EventPool(1, 3000, 0, 0);
        for (int round = 0; round < 3; round++) {
            Set<KernelEvent> out = Collections.newSetFromMap(new IdentityHashMap<>());
            for (int i = 0; i < 3000; i++) {
                assertTrue(out.add(Music.take(pool)), "the same event twice");
            }
            assertNull(pool.take());
            assertEquals(3000, pool.size());
            assertEquals(3000, pool.outstanding());

            out.forEach(pool::release);
            assertEquals(3000, pool.size());
            Music.assertNothingOut(pool, "after everything came back");
        }
    }

    /** Whoever saw the head before it changed must not take it for the same one. */
    @Test
    void theHeadOfTheFreeListIsNeverTheSameTwice() {
        FreeList<KernelEvent> list = new FreeList<>(2, 2, 1, Music::event);
        Set<Long> seen = new HashSet<>();
        assertTrue(seen.add(list.state()));
        for (int i = 0; i < 1000; i++) {
            KernelEvent event = list.take();
            assertNotNull(event);
            assertTrue(seen.add(list.state()), "after taking");
            list.retire(event);
            list.give(event);
            assertTrue(seen.add(list.state()), "after giving back");
        }
    }

    @Test
    @Rule("DMU-13")
    void everyBufferHasTheSameSize() {
        EventPool pool = new EventPool(100, 100, 0, 100);
        for (int i = 0; i < 100; i++) {
            KernelEvent event = Music.take(pool);
            assertTrue(pool.addBuffer(event));
            assertEquals(EventPool.BUFFER_SIZE, event.capacity());
        }
    }

    @Test
    @Rule("DMU-20")
    void aReleasedEventGivesItsBufferBack() {
        EventPool pool = new EventPool(2, 2, 0, 1);
        KernelEvent first = Music.take(pool);
        KernelEvent second = Music.take(pool);
        assertTrue(pool.addBuffer(first));
        assertFalse(pool.addBuffer(second), "there is one buffer only");
        assertEquals(1, pool.outstandingBuffers());
        pool.release(first);
        assertEquals(0, pool.outstandingBuffers());
        assertTrue(pool.addBuffer(second));
    }

    @Test
    @Rule("DMU-20")
    void chainsAndPackagesComeBackWhole() {
        EventPool pool = new EventPool(10, 10, 10, 10);
        List<KernelEvent> e = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            e.add(Music.take(pool));
            pool.addBuffer(e.get(i));
        }
        e.get(0).setNext(e.get(1));
        e.get(1).setPackaged(e.get(2));
        e.get(2).setNext(e.get(3));
        e.get(3).setPackaged(e.get(4));
        e.get(4).setNext(e.get(5));
        e.get(1).setNext(e.get(6));
        e.get(6).setNext(e.get(7));
        assertTrue(e.get(1).isPackage());
        pool.release(e.get(0));
        Music.assertNothingOut(pool, "after the head came back");
    }

    @Test
    void releasingTwiceIsAnError() {
        EventPool pool = new EventPool(2, 2, 0, 1);
        KernelEvent event = Music.take(pool);
        pool.release(event);
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> pool.release(event));
        assertEquals("released twice: KernelEvent", e.getMessage());
        assertEquals(0, pool.outstanding());
    }

    @Test
    void releasingToAnotherPoolIsAnError() {
        KernelEvent event = Music.take(new EventPool(1, 1, 0, 0));
        EventPool other = new EventPool(1, 1, 0, 0);
        assertThrows(IllegalStateException.class, () -> other.release(event));
    }

    @Test
    void impossibleSizesAreRefused() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new EventPool(0, 5, 0, 0));
        assertEquals("initialEvents must lie in 1 … 5: initialEvents=0", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new EventPool(1, 5, 3, 2));
    }

    private static void assertClean(KernelEvent event) {
        assertEquals(0, event.presentationTime100ns());
        assertEquals(KernelEvent.NO_BYTE_POSITION, event.bytePosition());
        assertEquals(0, event.channelGroup());
        assertEquals(0, event.flags());
        assertEquals(0, event.length());
        assertFalse(event.hasBuffer());
        assertNull(event.next());
        assertNull(event.packaged());
        for (int i = 0; i < KernelEvent.INLINE_BYTES; i++) {
            event.append(0);
            assertEquals(0, event.byteAt(i));
        }
    }
}
