package portcls.api.ks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.ks.JackDescription.Connection;
import portcls.api.ks.JackDescription.GenLocation;
import portcls.api.ks.JackDescription.GeoLocation;
import portcls.api.ks.JackDescription.PortConnection;
import portcls.conformance.Rule;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/** Jack descriptions in the documented bytes. */
class JackLayoutTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final JackDescription LINE_OUT =
            JackDescription.socket(Connection.JACK_3_5_MM, GeoLocation.REAR, 0x00B3C98C, 3);

    @Test
    @Rule("JCK-1")
    void aListOfDescriptionsIsAMultipleItem() {
        List<JackDescription> jacks =
                List.of(LINE_OUT, JackDescription.integrated(4).detecting(false));
        byte[] bytes = JackProperty.DESCRIPTION.type().encode(jacks);
        assertEquals(
                "4000000002000000"
                        + "030000008cc9b300010000000100000000000000"
                        + "0000000001000000"
                        + "0400000000000000000000000e00000000000000"
                        + "0100000000000000",
                HEX.formatHex(bytes));
        assertEquals(jacks, JackProperty.DESCRIPTION.type().decode(ByteBuffer.wrap(bytes)));
        assertEquals(
                "0800000000000000",
                HEX.formatHex(JackProperty.DESCRIPTION.type().encode(List.of())));
    }

    @Test
    @Rule("JCK-4")
    void presenceDetectionIsTheFirstBitOfTheCapabilities() {
        JackDescription format =
                new JackDescription(
                        0,
                        0,
                        Connection.OTHER_DIGITAL,
                        GeoLocation.HDMI,
                        GenLocation.PRIMARY_BOX,
                        PortConnection.JACK,
                        true,
                        false,
                        true);
        List<JackDescription> jacks = List.of(LINE_OUT, LINE_OUT.detecting(true), format);
        byte[] bytes = JackProperty.DESCRIPTION2.type().encode(jacks);
        assertEquals(
                "2000000003000000" + "0000000000000000" + "0000000001000000" + "0000000002000000",
                HEX.formatHex(bytes));
        List<JackDescription> back =
                JackProperty.DESCRIPTION2.type().decode(ByteBuffer.wrap(bytes));
        assertTrue(back.get(1).presenceDetect() && !back.get(0).presenceDetect());
        assertTrue(back.get(2).dynamicFormatChange());
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new JackDescription(
                                0,
                                0,
                                Connection.UNKNOWN,
                                GeoLocation.REAR,
                                GenLocation.INTERNAL,
                                PortConnection.JACK,
                                false,
                                false,
                                false));
    }

    @Test
    void whatIsNoDescriptionIsRefused() {
        ByteBuffer tooMany = KsLayout.little(8).putInt(8).putInt(1).flip();
        assertEquals(
                "KSMULTIPLE_ITEM counts more items than there are bytes: Count=1, bytes=0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> JackProperty.DESCRIPTION.type().decode(tooMany))
                        .getMessage());
        ByteBuffer negative = KsLayout.little(8).putInt(8).putInt(-1).flip();
        assertThrows(
                IllegalArgumentException.class,
                () -> JackProperty.DESCRIPTION2.type().decode(negative));
        byte[] unknown = JackProperty.DESCRIPTION.type().encode(List.of(LINE_OUT));
        unknown[16] = 12;
        assertEquals(
                "not one of the documented constants: index=12",
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        JackProperty.DESCRIPTION
                                                .type()
                                                .decode(ByteBuffer.wrap(unknown)))
                        .getMessage());
    }

    @Test
    void everyPlaceHasItsDocumentedNumber() {
        assertEquals(11, Connection.COMBINATION.ordinal());
        assertEquals(13, GeoLocation.NOT_APPLICABLE.ordinal());
        for (GeoLocation where : GeoLocation.values()) {
            JackDescription jack = JackDescription.socket(Connection.RCA, where, 0, 0);
            byte[] bytes = JackProperty.DESCRIPTION.type().encode(List.of(jack));
            assertEquals(where.ordinal() + 1, bytes[20]);
            assertEquals(
                    List.of(jack), JackProperty.DESCRIPTION.type().decode(ByteBuffer.wrap(bytes)));
        }
    }
}
