package adapter.virtual.sb16;

import portcls.api.IInterruptSync;
import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.IServiceSink;
import portcls.api.PortCls;
import portcls.api.adapter.DmaLine;
import portcls.api.adapter.InterruptLine;
import portcls.api.adapter.ResourceType;
import portcls.api.ks.KsState;
import portcls.api.wavecyclic.IMiniportWaveCyclicStream;
import portcls.api.wavecyclic.IPortWaveCyclic;
import portcls.ports.service.InterruptSync;
import portcls.ports.service.ResourceList;
import portcls.sb16.Sb16Wave;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The card's own driver on the card, with as much of a port as it meets. For one thread. */
final class Rig implements AutoCloseable {
    final TestCard card;
    final Sb16Wave miniport = new Sb16Wave();
    final List<IServiceGroup> notified = new ArrayList<>();
    final List<FakeSlave> channels = new ArrayList<>();

    /** The largest DMA buffer that there is memory for. */
    int memory = 0x10000;

    /** Runs at each notification. */
    Runnable onNotify = () -> {};

    private final IPortWaveCyclic port;

    Rig(Map<String, Object> settings) {
        card = new TestCard(settings);
        PortCls system =
                fake(
                        PortCls.class,
                        (_, method, arguments) ->
                                switch (method.getName()) {
                                    case "masterClock" -> card.clock;
                                    case "newServiceGroup" -> new Group();
                                    case "newInterruptSync" ->
                                            new InterruptSync(
                                                    (InterruptLine)
                                                            ((IResourceList) arguments[0])
                                                                    .findTranslatedEntry(
                                                                            ResourceType.INTERRUPT,
                                                                            (int) arguments[1])
                                                                    .orElseThrow(),
                                                    (IInterruptSync.Mode) arguments[2]);
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    method.getName());
                                });
        port =
                fake(
                        IPortWaveCyclic.class,
                        (_, method, arguments) -> {
                            switch (method.getName()) {
                                case "system" -> {
                                    return system;
                                }
                                case "newSlaveDmaChannel" -> {
                                    FakeSlave slave = slave(arguments);
                                    channels.add(slave);
                                    return slave;
                                }
                                case "notify" -> {
                                    notified.add((IServiceGroup) arguments[0]);
                                    onNotify.run();
                                    return null;
                                }
                                default ->
                                        throw new UnsupportedOperationException(method.getName());
                            }
                        });
    }

    Rig() {
        this(Map.of());
    }

    /** Starts the driver. */
    Rig start() throws IOException {
        miniport.init(card.device, ResourceList.of(card.device.resources()), port);
        card.fullVolume();
        return this;
    }

    /** Starts the driver with other resources. */
    void start(IResourceList resources) throws IOException {
        miniport.init(card.device, resources, port);
    }

    /** Takes a stream to a state, a step at a time. */
    static void walk(IMiniportWaveCyclicStream stream, KsState from, KsState to)
            throws IOException {
        KsState now = from;
        while (now != to) {
            now = now.stepTowards(to);
            stream.setState(now);
        }
    }

    @Override
    public void close() throws IOException {
        miniport.close();
        card.close();
    }

    private FakeSlave slave(Object[] arguments) {
        DmaLine line =
                (DmaLine)
                        ((IResourceList) arguments[0])
                                .findTranslatedEntry(ResourceType.DMA, (int) arguments[1])
                                .orElseThrow();
        return new FakeSlave(line, (int) arguments[2], memory);
    }

    private static final class Group implements IServiceGroup {
        @Override
        public void requestService() {}

        @Override
        public void addMember(IServiceSink sink) {}

        @Override
        public void removeMember(IServiceSink sink) {}

        @Override
        public void supportDelayedService() {}

        @Override
        public void requestDelayedService(long delay100ns) {}

        @Override
        public void cancelDelayedService() {}
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(Rig.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
