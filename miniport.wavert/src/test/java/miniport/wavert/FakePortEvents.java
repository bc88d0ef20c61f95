package miniport.wavert;

import org.jspecify.annotations.Nullable;

import portcls.api.IPortEvents;
import portcls.api.ks.EventEntry;
import portcls.api.ks.KsId;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The port's list of events, which keeps what was signalled. */
final class FakePortEvents implements IPortEvents {
    final List<String> signals = new ArrayList<>();

    @Override
    public void addEventToEventList(EventEntry entry) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void generateEventList(
            @Nullable KsId set,
            int eventId,
            boolean pinEvent,
            int pinId,
            boolean nodeEvent,
            int nodeId) {
        signals.add(
                Objects.requireNonNull(set).name()
                        + "/"
                        + eventId
                        + (pinEvent ? " pin " + pinId : "")
                        + (nodeEvent ? " node " + nodeId : ""));
    }
}
