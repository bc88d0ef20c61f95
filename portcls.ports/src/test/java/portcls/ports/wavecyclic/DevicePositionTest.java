package portcls.ports.wavecyclic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import portcls.api.time.ReferenceTime;
import portcls.api.wavecyclic.IMiniportWaveCyclicStream;
import portcls.conformance.Rule;

import java.lang.reflect.Proxy;

/** How often a device went round while nobody looked. */
class DevicePositionTest {
    private static final int CYCLIC_BYTES = 19_200;
    private static final long BYTES_PER_SECOND = 192_000;

    private long device;

    /** A device whose clock is a little fast or slow is not taken for one that is a round off. */
    @ParameterizedTest
    @Rule("WCY-7")
    @ValueSource(longs = {-4_000, -100, 0, 100, 4_000})
    void roundsThatNobodySawAreCounted(long fastBytes) {
        DevicePosition position = new DevicePosition(standing(), CYCLIC_BYTES, BYTES_PER_SECOND);
        position.resume(0);
        for (int round = 1; round <= 20; round++) {
            // From no round to ten at once.
            long time = ReferenceTime.millis(1_000 * (round - 1) + 55 * round);
            device = time * BYTES_PER_SECOND / ReferenceTime.SECOND + (round % 2) * fastBytes;
            assertEquals(device, position.look(time));
            assertEquals(device, position.peek());
        }
    }

    private IMiniportWaveCyclicStream standing() {
        return (IMiniportWaveCyclicStream)
                Proxy.newProxyInstance(
                        DevicePositionTest.class.getClassLoader(),
                        new Class<?>[] {IMiniportWaveCyclicStream.class},
                        (_, method, _) -> {
                            assertEquals("getPosition", method.getName());
                            return (int) (device % CYCLIC_BYTES);
                        });
    }
}
