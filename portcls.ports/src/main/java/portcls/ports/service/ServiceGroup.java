package portcls.ports.service;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portcls.api.IServiceGroup;
import portcls.api.IServiceSink;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.ports.time.DispatchTimer;
import portcls.ports.time.Dispatcher;
import portcls.ports.time.Dpc;

/** A service group: one deferred call that serves every member, and one timer that queues it. */
public final class ServiceGroup implements IServiceGroup {
    private static final Duration REMOVAL_LIMIT = Duration.ofSeconds(2);

    private final Dispatcher dispatcher;
    private final Dpc round;
    private volatile IServiceSink[] members = {};
    private volatile @Nullable DispatchTimer timer;

    public ServiceGroup(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
        round = dispatcher.newDpc(this::serveMembers);
    }

    @Override
    public void requestService() {
        round.queue();
    }

    @Override
    public synchronized void addMember(IServiceSink sink) {
        Objects.requireNonNull(sink, "sink");
        if (sink == this) {
            throw new PortClsException(Status.INVALID_PARAMETER, "a service group cannot be a member of itself");
        }
        IServiceSink[] more = Arrays.copyOf(members, members.length + 1);
        more[members.length] = sink;
        members = more;
    }

    @Override
    public void removeMember(IServiceSink sink) {
        synchronized (this) {
            IServiceSink[] old = members;
            int index = Arrays.asList(old).indexOf(sink);
            if (index < 0) {
                return;
            }
            IServiceSink[] fewer = new IServiceSink[old.length - 1];
            System.arraycopy(old, 0, fewer, 0, index);
            System.arraycopy(old, index + 1, fewer, index, fewer.length - index);
            members = fewer;
        }
        // A round that runs now may still hold the old list: wait for its end.
        dispatcher.runAndWait(() -> {}, REMOVAL_LIMIT);
    }

    @Override
    public synchronized void supportDelayedService() {
        if (timer == null) {
            timer = dispatcher.newTimer(this::serveMembers);
        }
    }

    @Override
    public void requestDelayedService(long delay100ns) {
        DispatchTimer prepared = timer;
        if (prepared == null) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_REQUEST, "call supportDelayedService() once before requestDelayedService()");
        }
        prepared.set(delay100ns < 0 ? dispatcher.now() - delay100ns : delay100ns);
    }

    @Override
    public void cancelDelayedService() {
        DispatchTimer prepared = timer;
        if (prepared != null) {
            prepared.cancel();
        }
    }

    /** Lets go of its members and its timer. */
    public synchronized void close() {
        members = new IServiceSink[0];
        DispatchTimer prepared = timer;
        if (prepared != null) {
            prepared.close();
        }
    }

    private void serveMembers() {
        for (IServiceSink member : members) {
            member.requestService();
        }
    }
}
