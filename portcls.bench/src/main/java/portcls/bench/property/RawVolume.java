package portcls.bench.property;

import portcls.api.Status;
import portcls.api.client.KsReply;
import portcls.api.client.PropertyAccess;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.KsLayout;
import portcls.api.ks.PropertyVerb;

import java.nio.ByteBuffer;

/** The volume of a node by the raw road: KSNODEPROPERTY_AUDIO_CHANNEL and a LONG. */
final class RawVolume {
    private static final int TOPOLOGY = 0x10000000;
    private static final int REQUEST_BYTES = 40;

    private final PropertyAccess access;
    private final ByteBuffer get;
    private final ByteBuffer set;
    private final ByteBuffer value = KsLayout.little(Integer.BYTES);

    RawVolume(PropertyAccess access, int node, int channel) {
        this.access = access;
        get = request(PropertyVerb.GET, node, channel);
        set = request(PropertyVerb.SET, node, channel);
    }

    int get() {
        require(access.ksProperty(get, value));
        return value.getInt(0);
    }

    void set(int level) {
        value.putInt(0, level);
        require(access.ksProperty(set, value));
    }

    private static ByteBuffer request(PropertyVerb verb, int node, int channel) {
        ByteBuffer made = KsLayout.little(REQUEST_BYTES);
        KsLayout.putGuid(made, AudioProperty.SET.guid());
        made.putInt(AudioProperty.VOLUMELEVEL.id()).putInt(verb.flag() | TOPOLOGY);
        return made.putInt(node).putInt(0).putInt(channel).putInt(0).flip();
    }

    private static void require(KsReply reply) {
        if (reply.status() != Status.SUCCESS) {
            throw new IllegalStateException("the raw road refuses: status=" + reply.status());
        }
    }
}
