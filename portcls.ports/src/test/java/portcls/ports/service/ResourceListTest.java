package portcls.ports.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Resource;
import portcls.api.adapter.ResourceType;
import portcls.conformance.Rule;

import java.util.List;
import java.util.Optional;

final class ResourceListTest {
    private record Thing(ResourceType type, String description) implements Resource {}

    private final Resource port1 = new Thing(ResourceType.PORT, "I/O 0x330-0x331");
    private final Resource port2 = new Thing(ResourceType.PORT, "I/O 0x388-0x38b");
    private final Resource interrupt = new Thing(ResourceType.INTERRUPT, "IRQ 5");
    private final Resource raw = new Thing(ResourceType.INTERRUPT, "bus line 3");
    private final ResourceList list = ResourceList.of(List.of(port1, interrupt, port2));

    @Test
    void countsAllAndByType() {
        assertEquals(3, list.numberOfEntries());
        assertEquals(2, list.numberOfEntriesOfType(ResourceType.PORT));
        assertEquals(1, list.numberOfEntriesOfType(ResourceType.INTERRUPT));
        assertEquals(0, list.numberOfEntriesOfType(ResourceType.DMA));
        assertEquals(List.of(port1, interrupt, port2), list.translatedList());
        assertEquals(List.of(port1, interrupt, port2), list.untranslatedList());
    }

    @Test
    @Rule("RES-1")
    void aFullSublistRefusesTheNextEntry() {
        ResourceList sublist = ResourceList.sublist(2);
        sublist.addEntry(port1, port1);
        sublist.addEntryFromParent(list, ResourceType.INTERRUPT, 0);
        PortClsException full =
                assertThrows(PortClsException.class, () -> sublist.addEntry(port2, port2));
        assertEquals(Status.INSUFFICIENT_RESOURCES, full.status());
        assertEquals(
                "the list was made for 2 entries and is full: I/O 0x388-0x38b", full.getMessage());
        assertEquals(
                Status.INSUFFICIENT_RESOURCES,
                assertThrows(
                                PortClsException.class,
                                () -> sublist.addEntryFromParent(list, ResourceType.PORT, 1))
                        .status());
        assertEquals(List.of(port1, interrupt), sublist.translatedList());
        assertThrows(PortClsException.class, () -> ResourceList.sublist(0).addEntry(port1, port1));
        assertEquals(
                "a sublist holds 0 or more entries: maximumEntries=-1",
                assertThrows(PortClsException.class, () -> ResourceList.sublist(-1)).getMessage());
    }

    @Test
    @Rule("RES-2")
    void anEntryThatTheParentDoesNotHaveCannotBeTakenOver() {
        ResourceList sublist = ResourceList.sublist(5);
        sublist.addEntryFromParent(list, ResourceType.PORT, 1);
        assertEquals(List.of(port2), sublist.translatedList());
        PortClsException missing =
                assertThrows(
                        PortClsException.class,
                        () -> sublist.addEntryFromParent(list, ResourceType.PORT, 2));
        assertEquals(Status.INVALID_PARAMETER, missing.status());
        assertEquals("the parent list has 2 resources of type PORT: index=2", missing.getMessage());
        assertEquals(1, sublist.numberOfEntries());
    }

    @Test
    @Rule("RES-3")
    void beyondTheLastIndexOfATypeThereIsNothing() {
        assertSame(port1, list.findTranslatedEntry(ResourceType.PORT, 0).orElseThrow());
        Resource second = list.findTranslatedEntry(ResourceType.PORT, 1).orElseThrow();
        assertSame(port2, second);
        assertEquals(Optional.empty(), list.findTranslatedEntry(ResourceType.PORT, 2));
        assertEquals(Optional.empty(), list.findTranslatedEntry(ResourceType.PORT, -1));
        assertEquals(Optional.empty(), list.findUntranslatedEntry(ResourceType.DMA, 0));
        list.addEntry(raw, raw);
        assertSame(second, list.findTranslatedEntry(ResourceType.PORT, 1).orElseThrow());
    }

    @Test
    void theRawFormGoesWithTheTranslatedOne() {
        list.addEntry(interrupt, raw);
        assertSame(raw, list.findUntranslatedEntry(ResourceType.INTERRUPT, 1).orElseThrow());
        ResourceList sublist = ResourceList.sublist(1);
        sublist.addEntryFromParent(list, ResourceType.INTERRUPT, 1);
        assertSame(interrupt, sublist.findTranslatedEntry(ResourceType.INTERRUPT, 0).orElseThrow());
        assertSame(raw, sublist.findUntranslatedEntry(ResourceType.INTERRUPT, 0).orElseThrow());
    }

    @Test
    void theFirstOfAJavaTypeIsFound() {
        assertSame(port1, list.first(Thing.class).orElseThrow());
        assertTrue(ResourceList.sublist(1).first(Thing.class).isEmpty());
    }
}
