package portcls.ports.drm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.client.Buffer;
import portcls.api.client.KsReply;
import portcls.api.client.RemovalReason;
import portcls.api.client.Target;
import portcls.api.client.WavePin;
import portcls.api.drm.DrmAudioStreamProperty;
import portcls.api.drm.DrmContent;
import portcls.api.drm.DrmForward;
import portcls.api.drm.DrmRights;
import portcls.api.drm.IDrmAudioStream;
import portcls.api.drm.IDrmPort2;
import portcls.api.ks.DataFormat;
import portcls.api.wavert.IMiniportWaveRTStream;
import portcls.api.wavert.IPortWaveRTStream;
import portcls.conformance.Rule;
import portcls.ports.FakeWave;
import portcls.ports.TestHouse;
import portcls.ports.wave.WaveBench;
import portcls.ports.wavert.WaveRtPort;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** What must not be done with sound goes along with it. */
class ContentTest {
    private static final DrmRights COPY_PROTECT = new DrmRights(true, false);
    private static final DrmRights NO_DIGITAL = new DrmRights(false, true);

    private final TestHouse house = new TestHouse();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @Rule("DRM-1")
    void aStreamThatKeepsToTheRightsIsTold() {
        try (WavePin pin = open(true)) {
            int id = house.system.createContent(COPY_PROTECT);
            pin.set(
                    DrmAudioStreamProperty.CONTENTID,
                    Target.self(),
                    new DrmContent(id, COPY_PROTECT));
            pin.set(DrmAudioStreamProperty.CONTENTID, Target.self(), DrmContent.DEFAULT);
            assertEquals(List.of(id + " " + COPY_PROTECT, "0 " + DrmRights.DEFAULT), told);
        }
    }

    @Test
    @Rule("DRM-1")
    void aStreamThatCannotRefusesAndTheFormerRightsStay() {
        try (WavePin pin = open(true)) {
            int copy = house.system.createContent(COPY_PROTECT);
            house.system.forwardContentToDeviceObject(copy, new DrmForward(pin, null));
            int digital = house.system.createContent(NO_DIGITAL);
            assertEquals(
                    Status.NOT_IMPLEMENTED,
                    status(() -> house.system.forwardContentToFileObject(digital, pin)));
            assertEquals(List.of(copy + " " + COPY_PROTECT), told);
        }
        try (WavePin pin = open(false)) {
            int copy = house.system.createContent(COPY_PROTECT);
            assertEquals(
                    Status.NOT_IMPLEMENTED,
                    status(() -> house.system.forwardContentToFileObject(copy, pin)));
            house.system.forwardContentToFileObject(0, pin);
        }
    }

    @Test
    @Rule("DRM-1")
    void theRawRoadCarriesTheDocumentedStructure() {
        try (WavePin pin = open(true)) {
            int id = house.system.createContent(COPY_PROTECT);
            ByteBuffer request =
                    ByteBuffer.allocate(24)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putInt(0x2f2c8ddd)
                            .putShort((short) 0x4198)
                            .putShort((short) 0x4fac)
                            .put(
                                    new byte[] {
                                        (byte) 0xba,
                                        0x29,
                                        0x61,
                                        (byte) 0xbb,
                                        0x05,
                                        (byte) 0xb7,
                                        (byte) 0xde,
                                        0x06
                                    })
                            .putInt(0)
                            .putInt(2)
                            .flip();
            ByteBuffer value =
                    ByteBuffer.allocate(16)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putInt(id)
                            .putInt(1)
                            .putInt(0)
                            .putInt(0)
                            .flip();
            KsReply reply = pin.ksProperty(request, value);
            assertEquals(Status.SUCCESS, reply.status());
            assertEquals(List.of(id + " " + COPY_PROTECT), told);
        }
    }

    @Test
    @Rule("DRM-1")
    void rightsThatDoNotBelongToTheIdAreRefused() {
        try (WavePin pin = open(true)) {
            int id = house.system.createContent(COPY_PROTECT);
            for (DrmContent wrong :
                    List.of(
                            new DrmContent(id, DrmRights.DEFAULT),
                            new DrmContent(id + 1, COPY_PROTECT))) {
                assertEquals(
                        Status.INVALID_PARAMETER,
                        status(
                                () ->
                                        pin.set(
                                                DrmAudioStreamProperty.CONTENTID,
                                                Target.self(),
                                                wrong)));
            }
            assertEquals(List.of(), told);
        }
    }

    @Test
    @Rule("DRM-2")
    void theDefaultRightsForbidNothingAndStay() {
        assertEquals(DrmRights.DEFAULT, house.system.getContentRights(0));
        assertEquals(new DrmRights(false, false), DrmRights.DEFAULT);
        assertEquals(Status.INVALID_PARAMETER, status(() -> house.system.destroyContent(0)));
        assertEquals(
                DrmRights.DEFAULT,
                house.system.getContentRights(house.system.createContentMixed()));
    }

    @Test
    @Rule("DRM-3")
    void aMixHasEachRestrictionOfItsParts() {
        IDrmPort2 port =
                assertInstanceOf(
                        IDrmPort2.class, house.system.newPort(portcls.api.PortClass.WAVERT));
        int copy = house.system.createContent(COPY_PROTECT);
        int digital = house.system.createContent(NO_DIGITAL);
        int mix = port.createContentMixed(0, copy, digital);
        assertEquals(new DrmRights(true, true), port.getContentRights(mix));
        assertEquals(COPY_PROTECT, port.getContentRights(port.createContentMixed(copy, 0)));
        port.destroyContent(mix);
        assertEquals(Status.INVALID_PARAMETER, status(() -> port.getContentRights(mix)));
        assertEquals(Status.INVALID_PARAMETER, status(() -> port.destroyContent(mix)));
        assertEquals(Status.INVALID_PARAMETER, status(() -> port.createContentMixed(mix)));
    }

    @Test
    @Rule("DRM-1")
    void contentIsHandedOnToAnObject() {
        IDrmAudioStream behind = (id, rights) -> told.add(id + " " + rights);
        int copy = house.system.createContent(COPY_PROTECT);
        house.system.forwardContentToInterface(copy, behind, 4);
        assertEquals(List.of(copy + " " + COPY_PROTECT), told);
        assertEquals(
                Status.NOT_IMPLEMENTED,
                status(() -> house.system.forwardContentToInterface(copy, "something else", 3)));
        house.system.addContentHandlers(copy, List.of(behind));
        assertEquals(List.of(behind), house.system.contents().handlers(copy));
    }

    @Test
    @Rule("DRM-1")
    void theNextDriverOfAHeldStreamIsToldBeforeItRuns() {
        Adapter device = TestHouse.device("test:held");
        WaveRtPort port = house.bindWave(device, driver(true));
        Buffer held = Buffer.ofMillis(10).hold(5, TimeUnit.SECONDS);
        try (WavePin pin = house.published.getLast().openRender(FakeWave.FORMAT, held)) {
            int id = house.system.createContent(COPY_PROTECT);
            house.system.forwardContentToFileObject(id, pin);
            pin.run();
            house.system.destroyContent(id);
            port.depart(WaveBench.removal(RemovalReason.ORDERLY));
            assertTrue(pin.isHeld());
            FakeWave careless = driver(false);
            port = house.bindWave(device, careless);
            TestHouse.await("it was tried", () -> careless.calls.contains("closeStream"));
            assertEquals(List.of(), careless.calls("setState"));
            assertTrue(pin.isHeld());
            port.depart(WaveBench.removal(RemovalReason.ORDERLY));
            told.clear();
            FakeWave careful = driver(true);
            careful.inSetState = () -> told.add("a step");
            port = house.bindWave(device, careful);
            TestHouse.await("it goes on", () -> !pin.isHeld());
            assertEquals(List.of(id + " " + COPY_PROTECT, "a step", "a step", "a step"), told);
        }
    }

    @Test
    @Rule("DRM-1")
    void whatAHeldStreamRefusedIsNotToldToItsNextDriver() {
        Adapter device = TestHouse.device("test:refused");
        WaveRtPort port = house.bindWave(device, driver(true));
        Buffer held = Buffer.ofMillis(10).hold(5, TimeUnit.SECONDS);
        try (WavePin pin = house.published.getLast().openRender(FakeWave.FORMAT, held)) {
            int copy = house.system.createContent(COPY_PROTECT);
            house.system.forwardContentToFileObject(copy, pin);
            int digital = house.system.createContent(NO_DIGITAL);
            assertEquals(
                    Status.NOT_IMPLEMENTED,
                    status(() -> house.system.forwardContentToFileObject(digital, pin)));
            pin.run();
            port.depart(WaveBench.removal(RemovalReason.ORDERLY));
            told.clear();
            house.bindWave(device, driver(true));
            TestHouse.await("it goes on", () -> !pin.isHeld());
            assertEquals(List.of(copy + " " + COPY_PROTECT), told, "the former rights stayed");
        }
    }

    @Test
    void handlersGoWithTheirDriver() {
        FakeWave driver = driver(true);
        WaveRtPort port = house.bindWave(TestHouse.device("test:handled"), driver);
        int id = house.system.createContent(COPY_PROTECT);
        house.system.addContentHandlers(id, List.of("somebody's"));
        IDrmPort2 drm = assertInstanceOf(IDrmPort2.class, driver.port);
        drm.addContentHandlers(id, List.of("the driver's"));
        port.system().addContentHandlers(0, List.of("the driver's"));
        assertEquals(List.of("somebody's", "the driver's"), house.system.contents().handlers(id));
        port.close();
        assertEquals(List.of("somebody's"), house.system.contents().handlers(id));
        assertEquals(List.of(), house.system.contents().handlers(0));
    }

    private WavePin open(boolean protecting) {
        house.bindWave(TestHouse.device("test:" + house.published.size()), driver(protecting));
        return house.published.getLast().openRender(FakeWave.FORMAT, Buffer.ofMillis(10));
    }

    private FakeWave driver(boolean protecting) {
        FakeWave driver =
                new FakeWave() {
                    @Override
                    public IMiniportWaveRTStream newStream(
                            IPortWaveRTStream portStream,
                            int pin,
                            boolean capture,
                            DataFormat format)
                            throws java.io.IOException {
                        IMiniportWaveRTStream made =
                                super.newStream(portStream, pin, capture, format);
                        return protecting ? protecting(made) : made;
                    }
                };
        driver.kind = FakeWave.Kind.PLAIN;
        return driver;
    }

    /** The same stream with content protection, which knows nothing of digital outputs. */
    private IMiniportWaveRTStream protecting(IMiniportWaveRTStream stream) {
        return (IMiniportWaveRTStream)
                Proxy.newProxyInstance(
                        ContentTest.class.getClassLoader(),
                        new Class<?>[] {IMiniportWaveRTStream.class, IDrmAudioStream.class},
                        (_, method, arguments) -> {
                            if (method.getDeclaringClass() != IDrmAudioStream.class) {
                                try {
                                    return method.invoke(stream, arguments);
                                } catch (InvocationTargetException e) {
                                    throw e.getCause();
                                }
                            }
                            DrmRights rights = (DrmRights) arguments[1];
                            if (rights.digitalOutputDisable()) {
                                throw new PortClsException(
                                        Status.NOT_IMPLEMENTED, "no such switch");
                            }
                            told.add(arguments[0] + " " + rights);
                            return null;
                        });
    }

    private static Status status(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(PortClsException.class, call).status();
    }
}
