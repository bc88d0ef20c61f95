package adapter.jack;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A configuration that was checked.
 *
 * @param server name of the server; empty = the one that JACK takes by itself
 * @param client name of our client
 * @param channels most channels of a stream; 0 = as the server has
 * @param connect whether streams are connected with physical ports
 * @param midiConnect expressions for MIDI ports to connect with ours
 * @param retrySeconds between two looks for the server
 */
record JackConfig(
        String server,
        String client,
        int channels,
        boolean connect,
        List<String> midiConnect,
        int retrySeconds) {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final String DEFAULT_SERVER = "default";
    private static final int MAX_SERVER = 64;
    private static final int MAX_CLIENT = 32;
    private static final int MAX_CHANNELS = 64;
    private static final int MAX_RETRY = 3_600;

    /**
     * Checks a configuration.
     *
     * @throws IllegalArgumentException when something in it is not allowed
     */
    static JackConfig of(JackSettings settings) {
        String server = identifier("server", settings.server(), MAX_SERVER);
        return new JackConfig(
                server.equals(DEFAULT_SERVER) ? "" : server,
                identifier("name", settings.name(), MAX_CLIENT),
                between("channels", settings.channels(), 0, MAX_CHANNELS),
                settings.connect(),
                List.of(settings.midi_connect()).stream().map(JackConfig::expression).toList(),
                between("retry", settings.retry(), 1, MAX_RETRY));
    }

    /** Id of the wave device. */
    String deviceId() {
        return "jack:" + (server.isEmpty() ? "system" : server);
    }

    /** Id of the MIDI device. */
    String midiDeviceId() {
        return deviceId() + "-midi";
    }

    /** The server as people call it. */
    String serverName() {
        return server.isEmpty() ? DEFAULT_SERVER : server;
    }

    private static int between(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    name + "=" + value + " is out of range; use " + min + " to " + max);
        }
        return value;
    }

    private static String identifier(String name, String value, int longest) {
        if (value.length() > longest || !IDENTIFIER.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    name
                            + "="
                            + value
                            + " cannot be a name; use 1 to "
                            + longest
                            + " letters, digits, '.', '_' or '-', beginning with a letter or"
                            + " digit");
        }
        return value;
    }

    private static String expression(String text) {
        try {
            return Pattern.compile(text).pattern();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "midi.connect=" + text + " is no regular expression: " + e.getMessage(), e);
        }
    }
}
