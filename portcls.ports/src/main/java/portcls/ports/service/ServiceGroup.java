package portcls.ports.service;

import org.jspecify.annotations.Nullable;

import portcls.api.IServiceGroup;
import portcls.api.IServiceSink;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.time.ReferenceTime;
import portcls.ports.time.DispatchTimer;
import portcls.ports.time.Dispatcher;
import portcls.ports.time.Dpc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;

/**
 * A service group: one deferred call that serves every member, and one timer that queues it. Nobody
 * but its maker holds a group without members: a driver that makes one for each stream leaves
 * nothing behind when the stream's port is a member no more.
 */
public final class ServiceGroup implements IServiceGroup {
    private static final Logger LOG = System.getLogger(ServiceGroup.class.getName());
    private static final Duration REMOVAL_LIMIT = Duration.ofSeconds(2);

    private final Dispatcher dispatcher;
    private final Dpc round;
    private final Keeper keeper;
    private volatile IServiceSink[] members = {};
    private volatile @Nullable DispatchTimer timer;
    private boolean closed;

    public ServiceGroup(Dispatcher dispatcher) {
        this(dispatcher, Keeper.NONE);
    }

    /**
     * A group of somebody who ends it should it still have members.
     *
     * @param keeper holds the group while there are members
     */
    public ServiceGroup(Dispatcher dispatcher, Keeper keeper) {
        this.dispatcher = dispatcher;
        this.keeper = keeper;
        round = dispatcher.newDpc(this::serveMembers);
    }

    @Override
    public void requestService() {
        round.queue();
    }

    @Override
    public synchronized void addMember(IServiceSink sink) {
        Objects.requireNonNull(sink, "sink");
        if (sink instanceof ServiceGroup group && group.serves(this)) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "a service group cannot be a member of itself, not even by way of another"
                            + " group");
        }
        if (closed) {
            // Its driver was let go: it serves nobody any more.
            return;
        }
        IServiceSink[] more = Arrays.copyOf(members, members.length + 1);
        more[members.length] = sink;
        members = more;
        if (more.length == 1) {
            begin();
        }
    }

    @Override
    public void removeMember(IServiceSink sink) {
        synchronized (this) {
            IServiceSink[] old = members;
            int index = indexOf(old, sink);
            if (index < 0) {
                return;
            }
            IServiceSink[] fewer = new IServiceSink[old.length - 1];
            System.arraycopy(old, 0, fewer, 0, index);
            System.arraycopy(old, index + 1, fewer, index, fewer.length - index);
            members = fewer;
            if (fewer.length == 0) {
                rest();
            }
        }
        // A round that runs now may still hold the old list: wait for its end.
        dispatcher.runAndWait(() -> {}, REMOVAL_LIMIT);
    }

    @Override
    public synchronized void supportDelayedService() {
        if (timer == null) {
            DispatchTimer made = dispatcher.newTimer(this::serveMembers);
            if (members.length == 0) {
                made.pause();
            }
            timer = made;
        }
    }

    @Override
    public void requestDelayedService(long delay100ns) {
        DispatchTimer prepared = timer;
        if (prepared == null) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_REQUEST,
                    "call supportDelayedService() once before requestDelayedService()");
        }
        prepared.set(delay100ns < 0 ? later(dispatcher.now(), delay100ns) : delay100ns);
    }

    @Override
    public void cancelDelayedService() {
        DispatchTimer prepared = timer;
        if (prepared != null) {
            prepared.cancel();
        }
    }

    /** Lets go of its members and its timer, for good. */
    public synchronized void close() {
        closed = true;
        members = new IServiceSink[0];
        cancelDelayedService();
        rest();
    }

    /** The first member came. */
    private void begin() {
        DispatchTimer prepared = timer;
        if (prepared != null) {
            prepared.resume();
        }
        // Last, for it may have it end at once.
        keeper.keep(this, this::close);
    }

    /** The last member went. */
    private void rest() {
        keeper.drop(this);
        DispatchTimer prepared = timer;
        if (prepared != null) {
            prepared.pause();
        }
    }

    /** A sink is an identity, whatever its equals says. */
    @SuppressWarnings("ReferenceEquality")
    private static int indexOf(IServiceSink[] sinks, IServiceSink wanted) {
        for (int i = 0; i < sinks.length; i++) {
            if (sinks[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static long later(long now, long negativeDelay) {
        // Beyond the end of time is never.
        return negativeDelay < now - ReferenceTime.NEVER
                ? ReferenceTime.NEVER
                : now - negativeDelay;
    }

    private boolean serves(ServiceGroup other) {
        return this == other
                || Arrays.stream(members)
                        .anyMatch(
                                member ->
                                        member instanceof ServiceGroup group
                                                && group.serves(other));
    }

    private void serveMembers() {
        for (IServiceSink member : members) {
            try {
                member.requestService();
            } catch (Throwable t) {
                LOG.log(
                        Level.ERROR,
                        "A member of a service group of "
                                + dispatcher.name()
                                + " failed; the others go on",
                        t);
            }
        }
    }
}
