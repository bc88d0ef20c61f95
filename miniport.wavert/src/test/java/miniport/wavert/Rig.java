package miniport.wavert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;

import portcls.api.IPortEvents;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.Resource;
import portcls.api.adapter.WaveEndpoint;
import portcls.api.ks.DataFormat;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveDataFormat;
import portcls.api.wavert.AudioBuffer;
import portcls.api.wavert.IPortClsEtwHelper;
import portcls.api.wavert.IPortWaveRT;
import portcls.api.wavert.StreamRegisters;
import portcls.testkit.FakeResources;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A miniport over an engine, with one stream under test. */
final class Rig {
    static final int PACKET = 480;
    static final int FRAME_BYTES = 4;

    final FakeEngine engine;
    final FakePortStream port = new FakePortStream();
    final StreamRegisters registers = port.registers;
    final WaveMiniport miniport = new WaveMiniport();

    Rig(WaveEndpoint... endpoints) {
        engine = new FakeEngine(endpoints);
        init(miniport, engine);
    }

    /** What drivers traced, of all rigs. */
    static final List<List<Object>> TRACE = new CopyOnWriteArrayList<>();

    static void init(WaveMiniport miniport, Resource... resources) {
        init(miniport, new FakePortEvents(), resources);
    }

    static void init(WaveMiniport miniport, IPortEvents events, Resource... resources) {
        Adapter adapter =
                new Adapter() {
                    @Override
                    public String id() {
                        return "test:device";
                    }

                    @Override
                    public String name() {
                        return "Test device";
                    }

                    @Override
                    public List<String> hardwareIds() {
                        return List.of("wave-engine");
                    }
                };
        IPortWaveRT port =
                (IPortWaveRT)
                        Proxy.newProxyInstance(
                                Rig.class.getClassLoader(),
                                new Class<?>[] {
                                    IPortWaveRT.class, IPortEvents.class, IPortClsEtwHelper.class
                                },
                                (_, method, arguments) -> {
                                    if (method.getDeclaringClass() == IPortClsEtwHelper.class) {
                                        TRACE.add(List.of(arguments));
                                        return null;
                                    }
                                    if (method.getDeclaringClass() == IPortEvents.class) {
                                        return method.invoke(events, arguments);
                                    }
                                    throw new UnsupportedOperationException(method.getName());
                                });
        miniport.init(adapter, FakeResources.of(resources), port);
    }

    /** The stream of pin 0, which is the first endpoint's. */
    WaveStream open() throws IOException {
        return open(0, WaveDataFormat.of(FakeEngine.CD));
    }

    WaveStream open(int pin, DataFormat format) throws IOException {
        boolean capture = engine.endpoints().get(pin).isCapture();
        return (WaveStream) miniport.newStream(port, pin, capture, format);
    }

    /** Gives a stream a buffer of packets of {@link #PACKET} frames. */
    AudioBuffer buffer(WaveStream stream, int packets) throws IOException {
        return stream.allocateBufferWithNotification(packets, packets * PACKET * FRAME_BYTES);
    }

    /** The buffer's memory as the engine sees it. */
    MemorySegment memory() {
        return engine.last().buffer().memory();
    }

    static void walk(WaveStream stream, KsState... states) throws IOException {
        for (KsState state : states) {
            stream.setState(state);
        }
    }

    static void run(WaveStream stream) throws IOException {
        walk(stream, KsState.ACQUIRE, KsState.PAUSE, KsState.RUN);
    }

    static void stop(WaveStream stream) throws IOException {
        walk(stream, KsState.PAUSE, KsState.ACQUIRE, KsState.STOP);
    }

    static PortClsException refused(Status status, Executable call) {
        PortClsException refusal = assertThrows(PortClsException.class, call);
        assertEquals(status, refusal.status(), refusal.getMessage());
        return refusal;
    }

    void assertGlitches(long glitches, long lost) {
        assertEquals(glitches + " of " + lost, registers.glitches() + " of " + registers.lost());
    }
}
