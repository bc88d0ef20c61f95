package portcls.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

final class NearTest {
    private static final List<String> NAMES =
            List.of("play", "plug", "power", "record", "devices", "topology", "why");

    @Test
    void aSlipIsSeen() {
        assertNear("play", "paly", "pley", "plays", "pla");
        assertNear("power", "pwer", "powre");
        assertNear("record", "recrod", "rekord", "rec");
        assertNear("devices", "device", "dveices", "dev");
        assertNear("topology", "topolgy", "topologie", "topo");
    }

    @Test
    void whatIsFarIsNotGuessed() {
        for (String written : List.of("foo", "p", "exit", "", "yh", "voluminous")) {
            assertEquals(Optional.empty(), Near.to(written, NAMES), written);
        }
    }

    private static void assertNear(String name, String... slips) {
        for (String slip : slips) {
            assertEquals(Optional.of(name), Near.to(slip, NAMES), slip);
        }
    }
}
