package portcls.api.client;

import portcls.api.ks.KsId;
import portcls.api.ks.KsLayout;
import portcls.api.ks.PropertyRequest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a property or event request is for: the filter or pin instance itself, one of its pin
 * factories, or a node. Immutable.
 */
public final class Target {
    private static final Target SELF = new Target(PropertyRequest.NO_NODE, new byte[0]);

    private final int node;
    private final byte[] instance;

    /**
     * A target of any kind.
     *
     * @param node node id, or {@link PropertyRequest#NO_NODE}
     * @param instance data behind the request's header; copied
     */
    public Target(int node, byte[] instance) {
        this.node = node;
        this.instance = instance.clone();
    }

    /** Node id, or {@link PropertyRequest#NO_NODE}. */
    public int node() {
        return node;
    }

    /** The handle or pin that is asked. */
    public static Target self() {
        return SELF;
    }

    /** A pin factory, KSP_PIN: for {@link portcls.api.ks.PinProperty}. */
    public static Target pin(int pinId) {
        return new Target(
                PropertyRequest.NO_NODE, KsLayout.little(8).putInt(pinId).putInt(0).array());
    }

    /** A cyclic buffer that is wished, KSRTAUDIO_BUFFER_PROPERTY. */
    public static Target audioBuffer(int requestedSize) {
        return new Target(
                PropertyRequest.NO_NODE,
                KsLayout.little(16).putLong(0).putInt(requestedSize).putInt(0).array());
    }

    /** A cyclic buffer with packets, KSRTAUDIO_BUFFER_PROPERTY_WITH_NOTIFICATION. */
    public static Target audioBuffer(int requestedSize, int notificationCount) {
        return new Target(
                PropertyRequest.NO_NODE,
                KsLayout.little(16)
                        .putLong(0)
                        .putInt(requestedSize)
                        .putInt(notificationCount)
                        .array());
    }

    /**
     * A module, KSAUDIOMODULE_PROPERTY, with what a command carries.
     *
     * @param arguments in the module's own form
     */
    public static Target audioModule(KsId classId, int instanceId, byte... arguments) {
        byte[] instance = new byte[20 + arguments.length];
        ByteBuffer into = ByteBuffer.wrap(instance).order(ByteOrder.LITTLE_ENDIAN);
        KsLayout.putGuid(into, classId.guid());
        into.putInt(instanceId).put(arguments);
        return new Target(PropertyRequest.NO_NODE, instance);
    }

    /** A node. */
    public static Target node(int nodeId) {
        return new Target(nodeId, new byte[0]);
    }

    /** One channel of this node, KSNODEPROPERTY_AUDIO_CHANNEL; -1 = all. */
    public Target channel(int channel) {
        return new Target(node, KsLayout.little(8).putInt(channel).putInt(0).array());
    }

    /** A copy of the data behind the request's header. */
    public byte[] instance() {
        return instance.clone();
    }

    /** The instance data as a little-endian buffer of its own. */
    public ByteBuffer instanceBuffer() {
        return KsLayout.little(instance.length).put(instance).flip();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Target target
                && target.node == node
                && java.util.Arrays.equals(target.instance, instance);
    }

    @Override
    public int hashCode() {
        return 31 * node + java.util.Arrays.hashCode(instance);
    }

    @Override
    public String toString() {
        return node == PropertyRequest.NO_NODE ? "self" : "node " + node;
    }
}
