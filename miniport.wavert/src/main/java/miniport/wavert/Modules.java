package miniport.wavert;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.AudioModules;
import portcls.api.adapter.WaveEngine;
import portcls.api.ks.AudioModuleProperty;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.KsId;
import portcls.api.ks.KsLayout;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyRequest;
import portcls.api.wavert.IPortClsNotifications;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * Audio modules of an engine that has them ({@code implementing-audio-module-communication}): the
 * filter tells of those that there can be, a pin of those of its stream, and what modules tell goes
 * to whoever listens at the filter.
 */
final class Modules {
    /** ClassId and InstanceId of KSAUDIOMODULE_PROPERTY, behind the header. */
    private static final int MODULE_BYTES = 20;

    private final Optional<AudioModules> engine;
    private final String name;
    private final KsId deviceId;

    /**
     * Of an engine.
     *
     * @param name name of the device, for errors
     * @param adapterId from which comes the id that messages bear
     */
    Modules(WaveEngine engine, String name, String adapterId) {
        this.engine =
                engine instanceof AudioModules modules ? Optional.of(modules) : Optional.empty();
        this.name = name;
        byte[] text = ("miniport.wavert/device/" + adapterId).getBytes(StandardCharsets.UTF_8);
        deviceId = new KsId(UUID.nameUUIDFromBytes(text), adapterId);
    }

    /** What the filter answers. */
    AutomationTable ofFilter() {
        return engine.map(
                        modules ->
                                AutomationTable.of(
                                        PropertyItem.of(AudioModuleProperty.DESCRIPTORS)
                                                .get(_ -> modules.modules()),
                                        PropertyItem.of(AudioModuleProperty.COMMAND)
                                                .get(request -> command(modules, request)),
                                        PropertyItem.of(AudioModuleProperty.NOTIFICATION_DEVICE_ID)
                                                .get(_ -> deviceId)))
                .orElse(AutomationTable.EMPTY);
    }

    /** What a pin answers. */
    AutomationTable ofPin() {
        return engine.isEmpty()
                ? AutomationTable.EMPTY
                : AutomationTable.of(
                        PropertyItem.of(AudioModuleProperty.DESCRIPTORS)
                                .get(request -> ofStream(request).modules()),
                        PropertyItem.of(AudioModuleProperty.COMMAND)
                                .get(request -> command(ofStream(request), request)));
    }

    /** From now on what modules tell goes to the port's listeners. */
    void watch(IPortClsNotifications port) {
        engine.ifPresent(
                modules ->
                        modules.listener(
                                (classId, instanceId, data) ->
                                        send(port, classId, instanceId, data)));
    }

    void unwatch() {
        engine.ifPresent(modules -> modules.listener(null));
    }

    private void send(IPortClsNotifications port, KsId classId, int instanceId, byte[] data) {
        ByteBuffer message =
                port.allocNotificationBuffer(AudioModuleProperty.NOTIFICATION_BYTES + data.length);
        KsLayout.putGuid(message, deviceId.guid());
        KsLayout.putGuid(message, classId.guid());
        message.putInt(instanceId).putInt(0).put(data).flip();
        port.sendNotification(AudioModuleProperty.NOTIFICATION, message);
    }

    private AudioModules ofStream(PropertyRequest<?> request) {
        Object stream = request.minorTarget().orElse(null);
        if (stream instanceof WaveStream wave && wave.engine() instanceof AudioModules modules) {
            return modules;
        }
        throw new PortClsException(
                Status.NOT_SUPPORTED, "this stream of " + name + " has no audio modules");
    }

    private byte[] command(AudioModules modules, PropertyRequest<?> request) throws IOException {
        ByteBuffer instance = request.instance();
        if (instance.remaining() < MODULE_BYTES) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "a command names its module: KSAUDIOMODULE_PROPERTY needs "
                            + MODULE_BYTES
                            + " bytes behind its header: bytes="
                            + instance.remaining());
        }
        ByteBuffer source = instance.slice().order(instance.order());
        UUID classId = KsLayout.getGuid(source);
        int instanceId = source.getInt();
        byte[] arguments = new byte[source.remaining()];
        source.get(arguments);
        KsId known =
                modules.modules().stream()
                        .filter(
                                it ->
                                        it.classId().guid().equals(classId)
                                                && it.instanceId() == instanceId)
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new PortClsException(
                                                Status.NOT_FOUND,
                                                name
                                                        + " has no such module here: classId="
                                                        + classId
                                                        + ", instanceId="
                                                        + instanceId))
                        .classId();
        return modules.command(known, instanceId, arguments);
    }
}
