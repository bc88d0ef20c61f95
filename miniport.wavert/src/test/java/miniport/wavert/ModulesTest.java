package miniport.wavert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.api.IPortEvents;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.AudioModules.Listener;
import portcls.api.client.Target;
import portcls.api.drm.DrmRights;
import portcls.api.ks.AudioModuleDescriptor;
import portcls.api.ks.AudioModuleProperty;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.KsId;
import portcls.api.ks.KsLayout;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.PropertyRequest;
import portcls.api.ks.WaveDataFormat;
import portcls.api.wavert.IPortClsNotifications;
import portcls.api.wavert.IPortWaveRT;
import portcls.conformance.Rule;
import portcls.testkit.FakeResources;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Modules of a device, and the protection of what its streams carry. */
class ModulesTest {
    private static final KsId EQUALIZER = ModuleEngine.EQUALIZER;

    private final ModuleEngine engine = new ModuleEngine();
    private final WaveMiniport miniport = new WaveMiniport();
    private final List<ByteBuffer> sent = new CopyOnWriteArrayList<>();
    private WaveStream stream;

    /** A port that takes notifications. */
    private interface Port extends IPortWaveRT, IPortEvents, IPortClsNotifications {}

    @BeforeEach
    void open() throws IOException {
        Adapter adapter =
                new Adapter() {
                    @Override
                    public String id() {
                        return "test:device";
                    }

                    @Override
                    public List<String> hardwareIds() {
                        return List.of("wave-engine");
                    }
                };
        Port port =
                (Port)
                        Proxy.newProxyInstance(
                                ModulesTest.class.getClassLoader(),
                                new Class<?>[] {Port.class},
                                (_, method, arguments) ->
                                        switch (method.getName()) {
                                            case "allocNotificationBuffer" ->
                                                    KsLayout.little((Integer) arguments[0]);
                                            case "sendNotification" -> {
                                                assertEquals(
                                                        AudioModuleProperty.NOTIFICATION,
                                                        arguments[0]);
                                                sent.add((ByteBuffer) arguments[1]);
                                                yield null;
                                            }
                                            default ->
                                                    throw new UnsupportedOperationException(
                                                            method.getName());
                                        });
        miniport.init(adapter, FakeResources.of(engine), port);
        stream =
                (WaveStream)
                        miniport.newStream(
                                new FakePortStream(), 0, false, WaveDataFormat.of(FakeEngine.CD));
    }

    @Test
    @Rule("MOD-1")
    void theFilterTellsOfTheKindsAndAPinOfThoseItHas() throws IOException {
        AudioModuleDescriptor kind = ask(false, AudioModuleProperty.DESCRIPTORS, 0).getFirst();
        assertEquals(new AudioModuleDescriptor(EQUALIZER, 0, 1, 2, "Equalizer"), kind);
        AudioModuleDescriptor instance = ask(true, AudioModuleProperty.DESCRIPTORS, 0).getFirst();
        assertEquals(7, instance.instanceId());
    }

    @Test
    @Rule("MOD-1")
    void descriptorsLieInMemoryAsDocumented() {
        AudioModuleDescriptor module = new AudioModuleDescriptor(EQUALIZER, 3, 1, 2, "EQ");
        byte[] bytes = AudioModuleProperty.DESCRIPTORS.type().encode(List.of(module));
        assertEquals(8 + 284, bytes.length);
        ByteBuffer raw = KsLayout.little(bytes.length).put(bytes).flip();
        assertEquals(0x11111111, raw.getInt(8));
        assertEquals(3, raw.getInt(24));
        assertEquals('E', raw.getChar(36));
        assertEquals(List.of(module), AudioModuleProperty.DESCRIPTORS.type().decode(raw));
    }

    @Test
    @Rule("MOD-1")
    void aCommandReachesItsModule() throws IOException {
        byte[] answer = ask(true, AudioModuleProperty.COMMAND, 7, (byte) 'u', (byte) 'p');
        assertArrayEquals("done up".getBytes(StandardCharsets.US_ASCII), answer);
        assertEquals(List.of("7: up"), engine.told);
        assertEquals(7, ask(false, AudioModuleProperty.COMMAND, 0, (byte) 'x', (byte) 'y').length);
        Rig.refused(Status.NOT_FOUND, () -> ask(false, AudioModuleProperty.COMMAND, 7, (byte) 'x'));
        assertEquals(
                "an empty command",
                assertThrows(IOException.class, () -> ask(false, AudioModuleProperty.COMMAND, 0))
                        .getMessage());
    }

    @Test
    @Rule({"MOD-2", "MOD-3"})
    void whatAModuleTellsBearsTheDevicesId() throws IOException {
        KsId device = ask(false, AudioModuleProperty.NOTIFICATION_DEVICE_ID, 0);
        Listener listener = Objects.requireNonNull(engine.listener);
        listener.told(EQUALIZER, 7, new byte[] {42});
        ByteBuffer message = sent.getFirst();
        assertEquals(41, message.remaining());
        assertEquals(device.guid(), KsLayout.getGuid(message));
        assertEquals(EQUALIZER.guid(), KsLayout.getGuid(message));
        assertEquals(7, message.getInt());
        assertEquals(42, message.get(40));
        miniport.close();
        assertNull(engine.listener);
    }

    @Test
    @Rule("MOD-1")
    void anEngineWithoutModulesHasNoSuchProperty() {
        Rig rig = new Rig(FakeEngine.SPEAKER);
        assertEquals(
                Optional.empty(),
                rig.miniport
                        .getDescription()
                        .automation()
                        .property(AudioModuleProperty.SET, AudioModuleProperty.COMMAND.id()));
    }

    @Test
    @Rule({"DRM-1", "DRM-4"})
    void theEngineKeepsToTheRightsOrItIsSaid() throws IOException {
        stream.setContentId(1, new DrmRights(true, false));
        stream.setContentId(0, DrmRights.DEFAULT);
        assertEquals(List.of("protected", "free"), engine.told);
        PortClsException e =
                Rig.refused(
                        Status.NOT_IMPLEMENTED,
                        () -> stream.setContentId(2, new DrmRights(false, true)));
        assertEquals(
                "test:device cannot keep to DrmRights[copyProtect=false,"
                        + " digitalOutputDisable=true]: its digital output has no switch",
                e.getMessage());
        WaveStream plain = new Rig(FakeEngine.SPEAKER).open();
        plain.setContentId(0, DrmRights.DEFAULT);
        Rig.refused(
                Status.NOT_IMPLEMENTED, () -> plain.setContentId(1, new DrmRights(true, false)));
    }

    @SuppressWarnings("unchecked") // found by its key
    private <T> T ask(boolean ofPin, PropertyKey<T> key, int instance, byte... arguments)
            throws IOException {
        AutomationTable table =
                ofPin
                        ? miniport.getDescription().pins().getFirst().automation()
                        : miniport.getDescription().automation();
        PropertyItem<T> item = (PropertyItem<T>) table.property(key.set(), key.id()).orElseThrow();
        ByteBuffer data = Target.audioModule(EQUALIZER, instance, arguments).instanceBuffer();
        PropertyRequest<T> asked = new FakeRequest<>(miniport, item, data);
        PropertyRequest<T> request =
                ofPin
                        ? (PropertyRequest<T>)
                                Proxy.newProxyInstance(
                                        ModulesTest.class.getClassLoader(),
                                        new Class<?>[] {PropertyRequest.class},
                                        (_, method, values) ->
                                                method.getName().equals("minorTarget")
                                                        ? Optional.of(stream)
                                                        : method.invoke(asked, values))
                        : asked;
        return Objects.requireNonNull(Objects.requireNonNull(item.getter()).get(request));
    }
}
