package adapter.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DeviceIdsTest {
    @Test
    void an_id_is_made_of_the_name() {
        assertEquals("default-default", DeviceIds.slug("default [default]"));
        assertEquals("plughw-0-1.a", DeviceIds.slug("  plughw:0,1.A!"));
        assertEquals("horer", DeviceIds.slug("Hörer"));
    }

    @Test
    void names_that_differ_in_what_an_id_cannot_hold_stay_different() {
        assertNotEquals(DeviceIds.slug("Динамик"), DeviceIds.slug("Колонки"));
        assertNotEquals(DeviceIds.slug("Микрофон (USB)"), DeviceIds.slug("Динамик (USB)"));
        assertTrue(DeviceIds.slug("Динамик (USB)").startsWith("usb-"));
        assertTrue(DeviceIds.slug("***").startsWith("device-"));
    }

    @Test
    void a_long_name_is_cut() {
        String slug = DeviceIds.slug("a".repeat(100));
        assertTrue(slug.length() <= 64, slug);
        assertNotEquals(slug, DeviceIds.slug("a".repeat(101)));
    }

    @Test
    void a_number_never_meets_another_name() {
        DeviceIds ids = new DeviceIds();
        assertEquals("jdk:a", ids.next("jdk:", "a"));
        assertEquals("jdk:a#2", ids.next("jdk:", "A"));
        assertEquals("jdk:midi-a", ids.next("jdk:midi-", "a"));
        assertEquals("jdk:midi-a#2", ids.next("jdk:", "midi a"));
    }
}
