package portcls.api.ks;

import portcls.api.ks.JackDescription.Connection;
import portcls.api.ks.JackDescription.GenLocation;
import portcls.api.ks.JackDescription.GeoLocation;
import portcls.api.ks.JackDescription.PortConnection;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The memory layouts of jack descriptions ({@code ns-ksmedia-ksjack_description}). */
final class JackLayout {
    private static final int HEADER_BYTES = 8;
    private static final int DESCRIPTION_BYTES = 28;
    private static final int CAPABILITIES_BYTES = 8;
    private static final int PRESENCE_DETECT = 1;
    private static final int DYNAMIC_FORMAT_CHANGE = 2;
    private static final int FIRST_GEO_LOCATION = 1;

    private JackLayout() {}

    static byte[] ofDescriptions(List<JackDescription> jacks) {
        ByteBuffer out = multiple(jacks.size(), DESCRIPTION_BYTES);
        for (JackDescription jack : jacks) {
            out.putInt(jack.channelMapping())
                    .putInt(jack.color())
                    .putInt(index(Connection.values(), jack.connectionType()))
                    .putInt(index(GeoLocation.values(), jack.geoLocation()) + FIRST_GEO_LOCATION)
                    .putInt(index(GenLocation.values(), jack.genLocation()))
                    .putInt(index(PortConnection.values(), jack.portConnection()))
                    .putInt(jack.connected() ? 1 : 0);
        }
        return KsLayout.written(out);
    }

    static List<JackDescription> descriptions(ByteBuffer in) {
        List<JackDescription> jacks = new ArrayList<>();
        for (int left = count(in, DESCRIPTION_BYTES); left > 0; left--) {
            int mapping = in.getInt();
            int color = in.getInt();
            Connection type = constant(Connection.values(), in.getInt());
            GeoLocation geo = constant(GeoLocation.values(), in.getInt() - FIRST_GEO_LOCATION);
            GenLocation gen = constant(GenLocation.values(), in.getInt());
            PortConnection port = constant(PortConnection.values(), in.getInt());
            boolean connected = in.getInt() != 0;
            jacks.add(
                    new JackDescription(
                            mapping, color, type, geo, gen, port, connected, !connected, false));
        }
        return jacks;
    }

    static byte[] ofCapabilities(List<JackDescription> jacks) {
        ByteBuffer out = multiple(jacks.size(), CAPABILITIES_BYTES);
        for (JackDescription jack : jacks) {
            int flags =
                    (jack.presenceDetect() ? PRESENCE_DETECT : 0)
                            | (jack.dynamicFormatChange() ? DYNAMIC_FORMAT_CHANGE : 0);
            out.putInt(0).putInt(flags);
        }
        return KsLayout.written(out);
    }

    static List<JackDescription> capabilities(ByteBuffer in) {
        List<JackDescription> jacks = new ArrayList<>();
        for (int left = count(in, CAPABILITIES_BYTES); left > 0; left--) {
            in.getInt();
            int flags = in.getInt();
            jacks.add(
                    new JackDescription(
                            0,
                            0,
                            Connection.UNKNOWN,
                            GeoLocation.NOT_APPLICABLE,
                            GenLocation.PRIMARY_BOX,
                            PortConnection.UNKNOWN,
                            true,
                            (flags & PRESENCE_DETECT) != 0,
                            (flags & DYNAMIC_FORMAT_CHANGE) != 0));
        }
        return jacks;
    }

    private static ByteBuffer multiple(int count, int itemBytes) {
        int size = HEADER_BYTES + count * itemBytes;
        return KsLayout.little(size).putInt(size).putInt(count);
    }

    private static int count(ByteBuffer in, int itemBytes) {
        in.getInt();
        int count = in.getInt();
        if (count < 0 || (long) count * itemBytes > in.remaining()) {
            throw new IllegalArgumentException(
                    "KSMULTIPLE_ITEM counts more items than there are bytes: Count="
                            + count
                            + ", bytes="
                            + in.remaining());
        }
        return count;
    }

    private static <E> int index(E[] constants, E constant) {
        return List.of(constants).indexOf(constant);
    }

    private static <E> E constant(E[] constants, int index) {
        if (index < 0 || index >= constants.length) {
            throw new IllegalArgumentException(
                    "not one of the documented constants: index=" + index);
        }
        return constants[index];
    }
}
