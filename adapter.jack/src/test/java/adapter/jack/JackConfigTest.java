package adapter.jack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.testkit.FakeFramework;

import java.util.Map;

class JackConfigTest {
    private static JackConfig config(Map<String, Object> values) {
        return JackConfig.of(FakeFramework.settings(JackSettings.class, values));
    }

    private static String refusal(String name, Object value) {
        return assertThrows(IllegalArgumentException.class, () -> config(Map.of(name, value)))
                .getMessage();
    }

    @Test
    void theDefaultServerIsCalledSystem() {
        JackConfig config = config(Map.of());
        assertEquals("jack:system", config.deviceId());
        assertEquals("jack:system-midi", config.midiDeviceId());
        assertEquals("", config.server());
        assertEquals("default", config.serverName());
        assertEquals("portcls", config.client());
        assertTrue(config.connect());
        assertEquals(1, config.retrySeconds());
    }

    @Test
    void anotherServerGivesItsNameToItsDevices() {
        assertEquals("jack:studio", config(Map.of("server", "studio")).deviceId());
        assertEquals("jack:studio-midi", config(Map.of("server", "studio")).midiDeviceId());
    }

    @Test
    void badValuesAreRefusedWithWhatIsAllowed() {
        assertEquals("channels=65 is out of range; use 0 to 64", refusal("channels", 65));
        assertEquals("retry=0 is out of range; use 1 to 3600", refusal("retry", 0));
        assertEquals(
                "server=a b cannot be a name; use 1 to 64 letters, digits, '.', '_' or '-',"
                        + " beginning with a letter or digit",
                refusal("server", "a b"));
        assertTrue(
                refusal("midi_connect", new String[] {"("})
                        .startsWith("midi.connect=( is no regular expression: Unclosed group"));
    }
}
