package portcls.ports.port;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import portcls.api.adapter.Adapter;
import portcls.ports.FakeMidi;
import portcls.ports.TestHouse;
import portcls.ports.midi.MusicPort;

import java.util.ArrayList;
import java.util.List;

/** What ends with a driver. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class OwnedPortClsTest {
    private final TestHouse house = new TestHouse();
    private final Adapter device = TestHouse.device("test:one");
    private final List<String> ended = new ArrayList<>();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void whatFailsToEndKeepsNothingElseFromIt() {
        OwnedPortCls system = new OwnedPortCls(house.system);
        for (String name : List.of("a", "b", "c", "d")) {
            system.own(
                    name,
                    device,
                    () -> {
                        ended.add(name);
                        throw new IllegalStateException("the line of " + name + " is broken");
                    });
        }
        assertTrue(system.closeOwned());
        assertEquals(List.of("a", "b", "c", "d"), ended.stream().sorted().toList());
        assertEquals(0, system.owned());
    }

    @Test
    void whatADriverMakesThatWasLetGoEndsAtOnce() {
        OwnedPortCls system = new OwnedPortCls(house.system);
        system.closeOwned();
        system.own("a", device, () -> ended.add("a"));
        assertEquals(List.of("a"), ended);
        assertEquals(0, system.owned());
    }

    @Test
    void aDriverThatBreaksWhileThePortsCloseIsNobodysTrouble() {
        MusicPort port = house.bind(device, new FakeMidi());
        house.devices.threads().shutdown();
        assertDoesNotThrow(() -> port.broken("newStream", new IllegalStateException("a mistake")));
        assertEquals(List.of(), house.broken);
    }
}
