package portcls.ports.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import portcls.ports.device.DriverCall.Outcome;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class DriverCallTest {
    private final List<Runnable> late = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final DriverCall call =
            new DriverCall(
                    new Worker("device", Runnable::run),
                    late::add,
                    Duration.ofMillis(10),
                    () -> log.add("came back"));

    @Test
    void whatDidNotBeginInTimeIsNotDoneLater() {
        assertInstanceOf(Outcome.Hung.class, call.make("the first", () -> log.add("first")));
        assertInstanceOf(Outcome.Hung.class, call.make("the second", () -> log.add("second")));
        late.forEach(Runnable::run);
        assertEquals(List.of("came back", "came back"), log);
    }
}
