package portcls.ports.wavert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.ports.wave.WaveBench.fails;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.KsReply;
import portcls.api.client.PropertyAccess;
import portcls.api.client.Registration;
import portcls.api.client.RemovalReason;
import portcls.api.client.Target;
import portcls.api.client.WavePin;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.KsId;
import portcls.api.ks.KsLayout;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.PropertyVerb;
import portcls.api.ks.SignalProcessing;
import portcls.api.wavert.AudioPosition;
import portcls.api.wavert.HwLatency;
import portcls.api.wavert.HwRegister;
import portcls.api.wavert.IMiniportAudioSignalProcessing;
import portcls.api.wavert.IPortClsNotifications;
import portcls.api.wavert.PresentationPosition;
import portcls.api.wavert.ReadPacket;
import portcls.api.wavert.RtAudioProperty;
import portcls.api.wavert.WaveAudioProperty;
import portcls.api.wavert.WritePacket;
import portcls.conformance.Rule;
import portcls.ports.BuiltInProperties;
import portcls.ports.FakeWave;
import portcls.ports.FakeWave.Kind;
import portcls.ports.TestHouse;
import portcls.ports.wave.WaveBench;

import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What the WaveRT port answers, typed and in bytes. */
class WavePropertiesTest {
    private static final int GET = 1;
    private static final int SET = 2;
    private static final KsId MODULE =
            KsId.of("9c2220f0-d9a6-4d5c-a036-573857fd50d2", "MODULE_NOTIFICATION");

    private final WaveBench bench = new WaveBench();
    private final FakeWave driver = bench.driver;

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    @Rule({"WRT-7", "PKT-10", "WRT-12"})
    void aStreamWithoutNotificationsPacketsAndRegistersSaysSo() {
        driver.kind = Kind.PLAIN;
        WavePin pin = bench.render(Buffer.ofFrames(960));
        assertFalse(pin.get(RtAudioProperty.QUERY_NOTIFICATION_SUPPORT, Target.self()));
        for (PropertyKey<?> key :
                List.of(
                        RtAudioProperty.BUFFER_WITH_NOTIFICATION,
                        RtAudioProperty.PACKETCOUNT,
                        RtAudioProperty.PRESENTATION_POSITION,
                        RtAudioProperty.GETREADPACKET,
                        RtAudioProperty.POSITIONREGISTER,
                        RtAudioProperty.CLOCKREGISTER)) {
            fails(Status.NOT_SUPPORTED, () -> pin.get(key, Target.audioBuffer(4096, 2)));
        }
        fails(
                Status.NOT_SUPPORTED,
                () -> pin.set(RtAudioProperty.SETWRITEPACKET, new WritePacket(1, 0, 0)));
        fails(
                Status.NOT_SUPPORTED,
                () -> pin.set(RtAudioProperty.REGISTER_NOTIFICATION_EVENT, () -> {}));
        fails(
                Status.NOT_SUPPORTED,
                () -> pin.set(RtAudioProperty.UNREGISTER_NOTIFICATION_EVENT, () -> {}));
        assertEquals(
                Status.NOT_SUPPORTED,
                raw(pin, RtAudioProperty.PACKETCOUNT, GET, new byte[0], 4).status());
        // The port goes by positions by itself.
        pin.run();
        bench.move(480);
        bench.house.time().advance(50_000);
        assertEquals(480, pin.transferredFrames());
    }

    @Test
    @Rule("WRT-11")
    void positionIsTheOffsetInTheCyclicBuffer() {
        WavePin pin = bench.render(Buffer.ofFrames(960));
        pin.run();
        bench.move(960 + 100);
        AudioPosition position = pin.get(WaveAudioProperty.POSITION, Target.self());
        assertEquals(400, position.playOffset());
        assertEquals(400, position.writeOffset());
        KsReply size = raw(pin, WaveAudioProperty.POSITION, GET, new byte[0], 0);
        assertEquals(new KsReply(Status.BUFFER_OVERFLOW, 16), size);
        assertEquals(
                Status.BUFFER_TOO_SMALL,
                raw(pin, WaveAudioProperty.POSITION, GET, new byte[0], 15).status());
        ByteBuffer value = KsLayout.little(16);
        assertEquals(
                new KsReply(Status.SUCCESS, 16),
                pin.ksProperty(request(WaveAudioProperty.POSITION, GET, new byte[0]), value));
        assertEquals(400, value.getLong(0));
        assertEquals(400, value.getLong(8));
    }

    @Test
    @Rule({"WRT-13", "WRT-15"})
    void eachRegisterIsMappedOncePerPin() {
        driver.hasRegisters = true;
        WavePin pin = bench.render(Buffer.ofFrames(960));
        pin.run();
        HwRegister position = pin.get(RtAudioProperty.POSITIONREGISTER, Target.self());
        HwRegister clock = pin.get(RtAudioProperty.CLOCKREGISTER, Target.self());
        assertEquals(64, position.width());
        assertEquals(4, position.accuracy());
        assertEquals(10_000_000, clock.numerator());
        for (int moved : new int[] {100, 860, 950}) {
            bench.move(moved);
            long expected = bench.stream().registers().transferred() % 960 * 4;
            assertEquals(expected, position.register().get(ValueLayout.JAVA_LONG, 0));
            assertEquals(
                    bench.house.time().getTime(), clock.register().get(ValueLayout.JAVA_LONG, 0));
        }
        PortClsException e =
                fails(
                        Status.UNSUCCESSFUL,
                        () -> pin.get(RtAudioProperty.POSITIONREGISTER, Target.self()));
        assertTrue(e.getMessage().contains("mapped that register already"), e.getMessage());
        fails(Status.UNSUCCESSFUL, () -> pin.get(RtAudioProperty.CLOCKREGISTER, Target.self()));
        pin.close();
        WavePin next =
                bench.house.published.getLast().openRender(FakeWave.FORMAT, Buffer.ofFrames(960));
        ByteBuffer value = KsLayout.little(40);
        assertEquals(
                new KsReply(Status.SUCCESS, 40),
                next.ksProperty(request(RtAudioProperty.CLOCKREGISTER, GET, new byte[16]), value));
        assertEquals(64, value.getLong(8));
        assertEquals(10_000_000, value.getLong(16));
        assertEquals(1, value.getLong(24));
    }

    @Test
    @Rule({"WRT-16", "WRT-1"})
    void latencyAndSupportInBytes() {
        driver.latency = new HwLatency(256, 1_000, 70_000);
        WavePin pin = bench.render(Buffer.ofFrames(960));
        ByteBuffer value = KsLayout.little(12);
        assertEquals(
                new KsReply(Status.SUCCESS, 12),
                pin.ksProperty(request(RtAudioProperty.HWLATENCY, GET, new byte[0]), value));
        assertEquals(256, value.getInt(0));
        assertEquals(1_000, value.getInt(4));
        assertEquals(70_000, value.getInt(8));
        ByteBuffer supported = KsLayout.little(4);
        pin.ksProperty(
                request(RtAudioProperty.QUERY_NOTIFICATION_SUPPORT, GET, new byte[0]), supported);
        assertEquals(1, supported.getInt(0));
        assertEquals(driver.latency, pin.latency());
        // An event is an object of the process: it has no bytes.
        assertEquals(
                Status.INVALID_PARAMETER,
                raw(pin, RtAudioProperty.REGISTER_NOTIFICATION_EVENT, SET, new byte[0], 8)
                        .status());
    }

    @Test
    @Rule("PKT-7")
    void packetModeIsTheDriversOwn() {
        driver.kind = Kind.PACKETS;
        WavePin pin = bench.render(Buffer.ofFrames(960));
        fails(Status.DEVICE_NOT_READY, () -> pin.get(RtAudioProperty.GETREADPACKET, Target.self()));
        pin.run();
        bench.move(5 * 480 + 3);
        assertEquals(5, pin.get(RtAudioProperty.PACKETCOUNT, Target.self()));
        assertEquals(
                new PresentationPosition(2403, 77),
                pin.get(RtAudioProperty.PRESENTATION_POSITION, Target.self()));
        assertEquals(
                new ReadPacket(4, 0, 1234, true),
                pin.get(RtAudioProperty.GETREADPACKET, Target.self()));
        pin.set(RtAudioProperty.SETWRITEPACKET, new WritePacket(6, 0x200, 40));
        fails(
                Status.DATA_LATE_ERROR,
                () -> pin.set(RtAudioProperty.SETWRITEPACKET, new WritePacket(5, 0, 0)));
        ByteBuffer packet = KsLayout.little(12).putInt(7).putInt(0).putInt(0).flip();
        assertEquals(
                Status.SUCCESS,
                pin.ksProperty(request(RtAudioProperty.SETWRITEPACKET, SET, new byte[0]), packet)
                        .status());
        assertEquals(
                List.of("setWritePacket 6 512 40", "setWritePacket 5 0 0", "setWritePacket 7 0 0"),
                driver.calls("setWritePacket"));
        ByteBuffer read = KsLayout.little(24);
        pin.ksProperty(request(RtAudioProperty.GETREADPACKET, GET, new byte[0]), read);
        assertEquals(4, read.getInt(0));
        assertEquals(1234, read.getLong(8));
        assertEquals(1, read.getInt(16));
    }

    @Test
    @Rule("WRT-1")
    void theBufferInBytes() {
        Filter filter = bench.plug();
        try (WaveRtPin pin =
                (WaveRtPin)
                        ((portcls.ports.filter.PortFilter) filter)
                                .openPin(
                                        pins -> pins,
                                        0,
                                        portcls.api.ks.DataFlow.IN,
                                        portcls.api.ks.WaveDataFormat.of(FakeWave.FORMAT))) {
            byte[] wish = Target.audioBuffer(8192, 2).instance();
            assertEquals(
                    Status.BUFFER_TOO_SMALL,
                    raw(pin, RtAudioProperty.BUFFER_WITH_NOTIFICATION, GET, wish, 8).status());
            // To learn the size is no request for a buffer.
            assertEquals(
                    new KsReply(Status.BUFFER_OVERFLOW, 16),
                    raw(pin, RtAudioProperty.BUFFER_WITH_NOTIFICATION, GET, wish, 0));
            assertEquals(List.of(), driver.calls("allocate"));
            ByteBuffer value = KsLayout.little(16);
            assertEquals(
                    new KsReply(Status.SUCCESS, 16),
                    pin.ksProperty(
                            request(RtAudioProperty.BUFFER_WITH_NOTIFICATION, GET, wish), value));
            assertEquals(bench.stream().memory().address(), value.getLong(0));
            assertEquals(8192, value.getInt(8));
            assertEquals(0, value.getInt(12));
        }
    }

    @Test
    @Rule("PROP-7")
    void aDriversHandlerReplacesThePortsForItsVerbAlone() {
        AtomicInteger asked = new AtomicInteger();
        driver.descriptor =
                FakeWave.descriptor(
                        AutomationTable.of(
                                PropertyItem.of(RtAudioProperty.HWLATENCY)
                                        .get(
                                                request -> {
                                                    asked.incrementAndGet();
                                                    return new HwLatency(1, 2, 3);
                                                }),
                                PropertyItem.of(WaveAudioProperty.POSITION)
                                        .set((request, value) -> asked.addAndGet(10))));
        WavePin pin = bench.render(Buffer.ofFrames(960));
        assertEquals(new HwLatency(1, 2, 3), pin.get(RtAudioProperty.HWLATENCY, Target.self()));
        assertEquals(1, asked.get());
        // The driver sets; to get is still the port's.
        assertEquals(0, pin.get(WaveAudioProperty.POSITION, Target.self()).playOffset());
        pin.set(WaveAudioProperty.POSITION, new AudioPosition());
        assertEquals(11, asked.get());
        assertTrue(
                pin.support(WaveAudioProperty.POSITION, Target.self())
                        .verbs()
                        .containsAll(List.of(PropertyVerb.GET, PropertyVerb.SET)));
    }

    @Test
    @Rule({"PROP-15", "PROP-3"})
    void thePropertiesOfAStreamAreAskedOfAPin() {
        Filter filter = bench.plug();
        try (FilterHandle handle = filter.open()) {
            PortClsException e =
                    assertThrows(
                            PortClsException.class,
                            () -> handle.get(RtAudioProperty.PACKETCOUNT, Target.self()));
            assertEquals(Status.NOT_FOUND, e.status());
        }
    }

    @Test
    void signalProcessingModesAreAskedOfTheFilterWithAPin() {
        Filter plain = bench.plug();
        try (FilterHandle handle = plain.open()) {
            fails(Status.NOT_SUPPORTED, () -> handle.get(SignalProcessing.MODES, Target.pin(0)));
        }
        bench.unplug(RemovalReason.ORDERLY);
        final class Modes extends FakeWave implements IMiniportAudioSignalProcessing {
            @Override
            public List<KsId> getModes(int pin) {
                if (pin != 0) {
                    throw new PortClsException(Status.INVALID_PARAMETER, "pin=" + pin);
                }
                return List.of(SignalProcessing.DEFAULT, SignalProcessing.RAW);
            }
        }
        try (FilterHandle handle = bench.plug(new Modes()).open()) {
            assertEquals(
                    List.of(SignalProcessing.DEFAULT, SignalProcessing.RAW),
                    handle.get(SignalProcessing.MODES, Target.pin(0)));
            fails(
                    Status.INVALID_PARAMETER,
                    () -> handle.get(SignalProcessing.MODES, Target.pin(1)));
            fails(
                    Status.INVALID_PARAMETER,
                    () -> handle.get(SignalProcessing.MODES, Target.self()));
            byte[] pin0 = Target.pin(0).instance();
            assertEquals(
                    new KsReply(Status.BUFFER_OVERFLOW, 8 + 32),
                    raw(handle, SignalProcessing.MODES, GET, pin0, 0));
            ByteBuffer value = KsLayout.little(40);
            handle.ksProperty(request(SignalProcessing.MODES, GET, pin0), value);
            assertEquals(40, value.getInt(0));
            assertEquals(2, value.getInt(4));
        }
    }

    @Test
    @Rule("MOD-2")
    void aListenerThatTakesItsTimeHoldsNoDriverUp() throws InterruptedException {
        Filter filter = bench.plug();
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch heard = new CountDownLatch(1);
        filter.onNotification(
                MODULE,
                _ -> {
                    try {
                        assertTrue(go.await(TestHouse.LIMIT.toSeconds(), TimeUnit.SECONDS));
                        heard.countDown();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                });
        IPortClsNotifications port = (IPortClsNotifications) bench.port;
        port.sendNotification(MODULE, port.allocNotificationBuffer(8));
        assertEquals(1, heard.getCount(), "the driver waited for its listener");
        go.countDown();
        assertTrue(heard.await(TestHouse.LIMIT.toSeconds(), TimeUnit.SECONDS));
    }

    @Test
    @Rule("MOD-2")
    void notificationsReachWhoListensForThem() {
        Filter filter = bench.plug();
        List<String> heard = new CopyOnWriteArrayList<>();
        Registration listener =
                filter.onNotification(
                        MODULE,
                        content ->
                                heard.add(
                                        content.getInt(0)
                                                + " "
                                                + content.isReadOnly()
                                                + " "
                                                + content.remaining()));
        filter.onNotification(SignalProcessing.RAW, content -> heard.add("a stranger's"));
        IPortClsNotifications port = (IPortClsNotifications) bench.port;
        ByteBuffer buffer = port.allocNotificationBuffer(8);
        buffer.putInt(0, 0x01020304);
        port.sendNotification(MODULE, buffer);
        TestHouse.await("it is heard", () -> heard.size() == 1);
        assertEquals("16909060 true 8", heard.getFirst());
        listener.close();
        CountDownLatch told = new CountDownLatch(1);
        filter.onNotification(MODULE, _ -> told.countDown());
        port.sendNotification(MODULE, buffer);
        TestHouse.await("who still listens is told", () -> told.getCount() == 0);
        for (int size : new int[] {0, -1, 65_536}) {
            fails(Status.INVALID_PARAMETER, () -> port.allocNotificationBuffer(size));
        }
        port.freeNotificationBuffer(port.allocNotificationBuffer(65_535));
        bench.unplug(RemovalReason.ORDERLY);
        port.sendNotification(MODULE, buffer);
        assertEquals(1, heard.size());
    }

    static ByteBuffer request(PropertyKey<?> key, int flags, byte[] instance) {
        ByteBuffer request = KsLayout.little(24 + instance.length);
        KsLayout.putGuid(request, key.set().guid());
        return request.putInt(key.id()).putInt(flags).put(instance).flip();
    }

    static KsReply raw(
            PropertyAccess target, PropertyKey<?> key, int flags, byte[] instance, int room) {
        return target.ksProperty(request(key, flags, instance), KsLayout.little(room));
    }

    @Test
    @Rule("PROP-5")
    void thePortItselfAnswersWhatEveryPortDoes() {
        WavePin pin = bench.plug().openRender(FakeWave.FORMAT, Buffer.ofMillis(10));
        BuiltInProperties.assertOfWave(pin, FakeWave.FORMAT);
    }
}
