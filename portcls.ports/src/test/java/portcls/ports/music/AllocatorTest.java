package portcls.ports.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.dmus.DMusKernelEvent;
import portcls.conformance.Rule;

import java.lang.reflect.Proxy;

/** The pool as a miniport sees it. */
class AllocatorTest {
    private final Object family = new Object();
    private final EventPool pool = new EventPool(family, 4, 4, 2, 2);
    private final Allocator allocator = new Allocator(pool);

    @Test
    @Rule({"DMU-11", "DMU-12", "DMU-13", "DMU-20"})
    void anEventComesCleanAndGoesWithItsBuffer() {
        assertEquals(EventPool.BUFFER_SIZE, allocator.getBufferSize());
        DMusKernelEvent event = allocator.getMessage();
        assertNotNull(event);
        event.set(Music.hex("F0 01 02"), 0, 3);
        assertTrue(allocator.getBuffer(event));
        assertEquals(allocator.getBufferSize(), event.capacity());
        assertEquals(0xF0, event.byteAt(0));
        event.setShort(0x643C90, 3);
        assertEquals(0x643C90, event.shortMessage());
        allocator.putMessage(event);
        Music.assertNothingOut(pool, "after putMessage");
        assertEquals(0, assertNotNullEvent().length());
    }

    @Test
    void aBufferCanBeGivenBackAlone() {
        DMusKernelEvent event = assertNotNullEvent();
        assertTrue(allocator.getBuffer(event));
        event.append(1);
        allocator.putBuffer(event);
        assertEquals(0, event.length());
        assertEquals(8, event.capacity());
        assertEquals(0, pool.outstandingBuffers());
        allocator.putBuffer(event);
        assertEquals(0, pool.outstandingBuffers());
    }

    @Test
    void whenAllAreOutThereIsNone() {
        for (int i = 0; i < 4; i++) {
            DMusKernelEvent event = assertNotNullEvent();
            assertEquals(i < 2, allocator.getBuffer(event));
        }
        assertNull(allocator.getMessage());
    }

    @Test
    void givingTwiceIsToldClearly() {
        DMusKernelEvent event = assertNotNullEvent();
        allocator.putMessage(event);
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> allocator.putMessage(event));
        assertEquals("released twice: KernelEvent", e.getMessage());
        assertThrows(IllegalStateException.class, () -> allocator.getBuffer(event));
        assertThrows(IllegalStateException.class, () -> allocator.putBuffer(event));
        assertEquals(0, pool.outstanding());
        allocator.putMessage(null);
    }

    @Test
    void eventsOfTheSameFilterEndHereToo() {
        EventPool sibling = new EventPool(family, 1, 1, 0, 0);
        allocator.putMessage(Music.take(sibling));
        Music.assertNothingOut(sibling, "after the other allocator got it");
        EventPool stranger = new EventPool(1, 1, 0, 0);
        KernelEvent foreign = Music.take(stranger);
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> allocator.putMessage(foreign));
        assertTrue(e.getMessage().contains("another filter"), e.getMessage());
        assertEquals(1, stranger.outstanding());
    }

    @Test
    void whatNoAllocatorHasMadeIsRefused() {
        DMusKernelEvent own =
                (DMusKernelEvent)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {DMusKernelEvent.class},
                                (_, method, _) -> method.getName().equals("hashCode") ? 1 : null);
        assertThrows(IllegalStateException.class, () -> allocator.putMessage(own));
        DMusKernelEvent event = assertNotNullEvent();
        assertThrows(IllegalStateException.class, () -> event.setNext(own));
        assertThrows(IllegalStateException.class, () -> event.setPackaged(own));
    }

    @Test
    void aRingIsToldAndHangsNobody() {
        DMusKernelEvent first = assertNotNullEvent();
        first.setNext(first);
        assertThrows(IllegalStateException.class, () -> allocator.putMessage(first));
        DMusKernelEvent whole = assertNotNullEvent();
        DMusKernelEvent inside = assertNotNullEvent();
        inside.setNext(inside);
        whole.setPackaged(inside);
        assertThrows(IllegalStateException.class, () -> allocator.putMessage(whole));
    }

    @Test
    @Rule("MEV-4")
    void aPackageIsUnpackedInPlace() {
        KernelEvent[] e = new KernelEvent[4];
        for (int i = 0; i < 4; i++) {
            e[i] = Music.take(pool);
            e[i].append(i);
        }
        e[0].setPackaged(e[1]);
        e[1].setNext(e[2]);
        e[0].setNext(e[3]);
        assertTrue(e[0].isPackage());
        e[0].unpack();
        assertFalse(e[0].isPackage());
        StringBuilder order = new StringBuilder();
        for (KernelEvent it = e[0]; it != null; it = it.next()) {
            order.append(it.byteAt(0));
        }
        assertEquals("0123", order.toString());
        allocator.putMessage(e[0]);
        Music.assertNothingOut(pool, "at the end");
    }

    @Test
    void groupsLieInSixteenBits() {
        DMusKernelEvent event = assertNotNullEvent();
        event.setChannelGroup(65_535);
        assertThrows(IllegalArgumentException.class, () -> event.setChannelGroup(65_536));
        assertThrows(IllegalArgumentException.class, () -> event.setChannelGroup(-1));
    }

    private DMusKernelEvent assertNotNullEvent() {
        DMusKernelEvent event = allocator.getMessage();
        assertNotNull(event);
        return event;
    }
}
