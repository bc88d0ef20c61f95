package portcls.gervill;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.prefs.BackingStoreException;
import java.util.prefs.Preferences;

/**
 * How a synthesizer is opened can be told to the Java platform only through the user's preferences,
 * which it reads while it opens. So they are set for that moment and put back at once.
 */
final class GervillPreferences implements AutoCloseable {
    private static final String NODE = "/com/sun/media/sound/softsynthesizer";

    private final Preferences node;
    private final Map<String, @Nullable String> before = new HashMap<>();

    /** The outermost node that had to be made; null = none. */
    private final @Nullable Preferences made;

    private GervillPreferences(Preferences node, @Nullable Preferences made) {
        this.node = node;
        this.made = made;
    }

    /** Sets preferences until closed. Only one thread at a time may do so. */
    static GervillPreferences set(Map<String, String> values) {
        Preferences root = Preferences.userRoot();
        Preferences made = null;
        for (int end = NODE.indexOf('/', 1); made == null; end = NODE.indexOf('/', end + 1)) {
            String path = end < 0 ? NODE : NODE.substring(0, end);
            if (!exists(root, path)) {
                made = root.node(path);
            }
            if (end < 0) {
                break;
            }
        }
        GervillPreferences preferences = new GervillPreferences(root.node(NODE), made);
        values.forEach(preferences::put);
        return preferences;
    }

    private void put(String key, String value) {
        before.put(key, node.get(key, null));
        node.put(key, value);
    }

    @Override
    public void close() {
        before.forEach(
                (key, value) -> {
                    if (value == null) {
                        node.remove(key);
                    } else {
                        node.put(key, value);
                    }
                });
        if (made != null) {
            try {
                made.removeNode();
            } catch (BackingStoreException e) {
                // The store cannot be written, so the empty node does not get there either.
                return;
            }
        }
    }

    private static boolean exists(Preferences root, String path) {
        try {
            return root.nodeExists(path);
        } catch (BackingStoreException e) {
            return false; // a store that cannot be read has nothing
        }
    }
}
