package portcls.gervill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.prefs.BackingStoreException;
import java.util.prefs.Preferences;

class GervillPreferencesTest {
    private static final String NODE = "/com/sun/media/sound/softsynthesizer";

    private final Preferences root = Preferences.userRoot();

    @BeforeEach
    @AfterEach
    void forget() throws BackingStoreException {
        if (root.nodeExists("/com")) {
            root.node("/com").removeNode();
        }
    }

    @Test
    void nodes_that_were_not_there_go_again() throws BackingStoreException {
        try (GervillPreferences _ = GervillPreferences.set(Map.of("a", "1"))) {
            assertEquals("1", root.node(NODE).get("a", ""));
        }
        assertFalse(root.nodeExists("/com"));
    }

    @Test
    void what_the_user_chose_is_put_back() throws BackingStoreException {
        root.node(NODE).put("a", "mine");
        root.node(NODE).put("b", "mine");
        try (GervillPreferences _ = GervillPreferences.set(Map.of("a", "1", "c", "1"))) {
            assertEquals("1", root.node(NODE).get("a", ""));
            assertEquals("mine", root.node(NODE).get("b", ""));
        }
        assertTrue(root.nodeExists(NODE));
        assertEquals("mine", root.node(NODE).get("a", ""));
        assertEquals("", root.node(NODE).get("c", ""));
    }

    @Test
    void nodes_on_the_way_that_were_there_stay() throws BackingStoreException {
        root.node("/com/sun").put("x", "mine");
        try (GervillPreferences _ = GervillPreferences.set(Map.of("a", "1"))) {
            assertTrue(root.nodeExists(NODE));
        }
        assertFalse(root.nodeExists("/com/sun/media"));
        assertEquals("mine", root.node("/com/sun").get("x", ""));
    }
}
