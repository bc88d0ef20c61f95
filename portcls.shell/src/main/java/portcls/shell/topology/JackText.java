package portcls.shell.topology;

import portcls.api.ks.JackDescription;
import portcls.api.ks.JackDescription.PortConnection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sockets in words. */
final class JackText {
    /** The colours that sockets are known by: of PC 99, and those that drivers choose for them. */
    private static final Map<Integer, String> COLORS =
            Map.ofEntries(
                    Map.entry(0xBFE541, "lime green"),
                    Map.entry(0x99CC00, "green"),
                    Map.entry(0x00FF00, "green"),
                    Map.entry(0x70AD47, "green"),
                    Map.entry(0xB3C98C, "green"),
                    Map.entry(0x7A9FD5, "light blue"),
                    Map.entry(0x0000FF, "blue"),
                    Map.entry(0x4472C4, "blue"),
                    Map.entry(0xDF9292, "pink"),
                    Map.entry(0xE06C9F, "pink"),
                    Map.entry(0xFF80C0, "pink"),
                    Map.entry(0xFF0000, "red"),
                    Map.entry(0x000000, ""));

    private JackText() {}

    /**
     * {@code jack "Line Out", green}, {@code jack "Line Out", green, nothing plugged in}, {@code
     * built-in "Speaker"}; empty when nothing is known.
     */
    static String of(String name, List<JackDescription> sockets) {
        if (sockets.isEmpty()) {
            return "";
        }
        JackDescription socket = sockets.getFirst();
        boolean integrated = socket.portConnection() == PortConnection.INTEGRATED;
        List<String> words = new ArrayList<>();
        words.add((integrated ? "built-in" : "jack") + " \"" + name + "\"");
        String color = COLORS.getOrDefault(socket.color(), hex(socket.color()));
        if (!color.isEmpty()) {
            words.add(color);
        }
        if (sockets.stream().noneMatch(JackDescription::connected)) {
            words.add("nothing plugged in");
        }
        if (sockets.size() > 1) {
            words.add(sockets.size() + " sockets");
        }
        return String.join(", ", words);
    }

    private static String hex(int color) {
        return String.format(Locale.ROOT, "#%06x", color & 0xFFFFFF);
    }
}
