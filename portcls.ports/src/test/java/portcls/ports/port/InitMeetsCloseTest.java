package portcls.ports.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.api.IPort;
import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.ports.FakeMidi;
import portcls.ports.TestHouse;
import portcls.ports.device.Device;
import portcls.ports.time.Gate;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A port is closed while another thread is at the beginning of its init. */
@Timeout(60)
class InitMeetsCloseTest {
    private final TestHouse house = new TestHouse();
    private final FakeMidi miniport = new FakeMidi();
    private final IPort port = house.system.newPort(PortClass.MIDI);

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aPortThatIsClosedBeforeItHasADeviceDoesNotCallItsMiniport() {
        Adapter closing = new Closing();
        assertEquals(Status.DEVICE_REMOVED, statusOfInit(closing));
        assertEquals(List.of(), miniport.calls);
        assertEquals(
                List.of(), house.devices.find(closing).map(Device::occupants).orElse(List.of()));
    }

    @Test
    void aPortThatIsClosedWhileItsInitWaitsDoesNotCallItsMiniport() throws Exception {
        Adapter adapter = TestHouse.device("test:one");
        Device device = house.devices.of(adapter);
        Gate gate = new Gate();
        device.worker().execute(gate);
        gate.awaitReached();
        CompletableFuture<Status> init = CompletableFuture.supplyAsync(() -> statusOfInit(adapter));
        TestHouse.await("it has the device", () -> device.occupants().contains(port));
        CompletableFuture<Void> closing = CompletableFuture.runAsync(port::close);
        assertEquals(Status.DEVICE_REMOVED, init.get(20, TimeUnit.SECONDS));
        gate.open();
        closing.get(20, TimeUnit.SECONDS);
        assertTrue(device.worker().awaitIdle(TestHouse.LIMIT));
        assertEquals(List.of(), miniport.calls);
    }

    private Status statusOfInit(Adapter adapter) {
        return assertThrows(
                        PortClsException.class,
                        () -> port.init(adapter, miniport, house.system.newResourceList(List.of())))
                .status();
    }

    /** A device in whose making the port is closed. */
    private final class Closing implements Adapter {
        @Override
        public String id() {
            port.close();
            return "test:one";
        }

        @Override
        public List<String> hardwareIds() {
            return List.of("test:one");
        }
    }
}
