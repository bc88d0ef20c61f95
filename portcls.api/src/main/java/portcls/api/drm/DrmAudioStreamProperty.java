package portcls.api.drm;

import portcls.api.ks.KsId;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.ValueType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** KSPROPSETID_DrmAudioStream ({@code kspropsetid-drmaudiostream}): of pins that carry sound. */
public final class DrmAudioStreamProperty {
    public static final KsId SET =
            KsId.of("2f2c8ddd-4198-4fac-ba29-61bb05b7de06", "KSPROPSETID_DrmAudioStream");

    private static final int BYTES = 16;

    /**
     * What the stream carries from now on ({@code ksproperty-drmaudiostream-contentid}); set only.
     * Success means that it is kept to along the whole way; NOT_IMPLEMENTED that it cannot be, and
     * what held before holds on.
     */
    public static final PropertyKey<DrmContent> CONTENTID =
            new PropertyKey<>(
                    SET,
                    0,
                    "CONTENTID",
                    new ValueType<>(
                            "KSDRMAUDIOSTREAM_CONTENTID",
                            BYTES,
                            DrmAudioStreamProperty::encode,
                            DrmAudioStreamProperty::decode));

    private DrmAudioStreamProperty() {}

    private static byte[] encode(DrmContent value) {
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value.contentId())
                .putInt(value.rights().copyProtect() ? 1 : 0)
                .putInt(0)
                .putInt(value.rights().digitalOutputDisable() ? 1 : 0)
                .array();
    }

    private static DrmContent decode(ByteBuffer bytes) {
        int id = bytes.getInt();
        boolean copyProtect = bytes.getInt() != 0;
        int reserved = bytes.getInt();
        if (reserved != 0) {
            throw new IllegalArgumentException("the reserved member is 0: " + reserved);
        }
        return new DrmContent(id, new DrmRights(copyProtect, bytes.getInt() != 0));
    }
}
