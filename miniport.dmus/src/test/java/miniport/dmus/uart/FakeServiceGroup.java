package miniport.dmus.uart;

import static org.junit.jupiter.api.Assertions.assertTrue;

import portcls.api.IServiceGroup;
import portcls.api.IServiceSink;

import java.util.ArrayList;
import java.util.List;

/** A service group whose rounds are run by hand. For one thread. */
final class FakeServiceGroup implements IServiceGroup {
    final List<IServiceSink> members = new ArrayList<>();

    /** What the timer is set to; 0 = not set. */
    long delay100ns;

    private boolean requested;
    private boolean supportsDelay;

    /** Runs the rounds that were asked for; ends although each round may ask for another. */
    void serve() {
        for (int i = 0; i < 100 && requested; i++) {
            requested = false;
            round();
        }
    }

    /** The time of the timer has come, if it is set. */
    void elapse() {
        if (delay100ns != 0) {
            delay100ns = 0;
            round();
        }
        serve();
    }

    @Override
    public void requestService() {
        requested = true;
    }

    @Override
    public void addMember(IServiceSink sink) {
        members.add(sink);
    }

    @Override
    public void removeMember(IServiceSink sink) {
        members.remove(sink);
    }

    @Override
    public void supportDelayedService() {
        supportsDelay = true;
    }

    @Override
    public void requestDelayedService(long newDelay100ns) {
        assertTrue(supportsDelay, "a delayed request before supportDelayedService");
        delay100ns = newDelay100ns;
    }

    @Override
    public void cancelDelayedService() {
        delay100ns = 0;
    }

    private void round() {
        List.copyOf(members).forEach(IServiceSink::requestService);
    }
}
