package portcls.api.ks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Values become the documented bytes and come back. */
class KsLayoutTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String RENDER = "3e77e865568fd011a3b900a0c9223196";
    private static final AudioDataRange PCM =
            new AudioDataRange(
                    FormatIds.SUBTYPE_PCM, FormatIds.SPECIFIER_WAVEFORMATEX, 2, 8, 16, 8000, 48000);

    private static <T> ByteBuffer roundTrip(ValueType<T> type, T value) {
        byte[] bytes = type.encode(value);
        assertEquals(value, type.decode(ByteBuffer.wrap(bytes)));
        if (type.bytes() != ValueType.VARIES) {
            assertEquals(type.bytes(), bytes.length);
        }
        return KsLayout.little(bytes.length).put(bytes).flip();
    }

    private static String hex(ByteBuffer buffer, int from, int to) {
        byte[] bytes = new byte[to - from];
        buffer.get(from, bytes);
        return HEX.formatHex(bytes);
    }

    private static <T> @Nullable String failure(ValueType<T> type, int... words) {
        ByteBuffer bytes = KsLayout.little(4 * words.length);
        for (int word : words) {
            bytes.putInt(word);
        }
        return assertThrows(IllegalArgumentException.class, () -> type.decode(bytes.flip()))
                .getMessage();
    }

    @Test
    void numbersAreLittleEndian() {
        assertArrayEquals(new byte[] {4, 3, 2, 1}, ValueType.LONG.encode(0x01020304));
        roundTrip(ValueType.LONG, Integer.MIN_VALUE);
        roundTrip(ValueType.ULONG, -1);
        roundTrip(ValueType.BOOL, true);
        roundTrip(ValueType.BOOL, false);
        assertEquals(8, roundTrip(ValueType.ULONGLONG, 0x0102030405060708L).get(0));
        assertEquals(5, roundTrip(ValueType.INSTANCES, new InstanceCount(-1, 5)).getInt(4));
    }

    @Test
    void aGuidHasThreeTurnedFields() {
        ByteBuffer bytes = roundTrip(ValueType.GUID, Categories.RENDER);
        assertEquals(RENDER, hex(bytes, 0, 16));
    }

    @Test
    void aStringEndsWithZero() {
        assertArrayEquals(new byte[] {'a', 0, 0x3C, 0x20, 0, 0}, ValueType.STRING.encode("a‼"));
        roundTrip(ValueType.STRING, "Grüße ♪");
        roundTrip(ValueType.STRING, "");
    }

    @Test
    void constantsHaveDocumentedValues() {
        assertEquals(3, roundTrip(ValueType.STATE, KsState.RUN).getInt());
        assertEquals(2, roundTrip(ValueType.DATA_FLOW, DataFlow.OUT).getInt());
        assertEquals(4, roundTrip(ValueType.COMMUNICATION, Communication.BRIDGE).getInt());
        assertEquals(
                "value must be one of the documented constants [IN, OUT]: value=0",
                failure(ValueType.DATA_FLOW, 0));
    }

    @Test
    void listsTellSizeAndCount() {
        ByteBuffer ids = roundTrip(ValueType.IDS, List.of(Categories.AUDIO, Categories.RENDER));
        assertEquals(8 + 2 * 16, ids.getInt(0));
        assertEquals(2, ids.getInt(4));
        assertEquals(RENDER, hex(ids, 24, 40));
        roundTrip(ValueType.IDS, List.of());

        ByteBuffer interfaces =
                roundTrip(ValueType.IDENTIFIERS, List.of(KsIdentifier.STANDARD_STREAMING));
        assertEquals(8 + 24, interfaces.remaining());
        assertEquals("a066871ace62cf11a5d628db04c10000", hex(interfaces, 8, 24));
    }

    @Test
    void aConnectionIsFourNumbers() {
        ByteBuffer bytes =
                roundTrip(
                        ValueType.CONNECTIONS,
                        List.of(
                                ConnectionDescriptor.pinToNode(3, 4),
                                ConnectionDescriptor.nodeToPin(4, 5)));
        assertEquals("ffffffff030000000400000001000000", hex(bytes, 8, 24));
        assertEquals("0400000000000000ffffffff05000000", hex(bytes, 24, 40));
    }

    @Test
    void aWireIsSizePinAndName() {
        ByteBuffer bytes =
                roundTrip(ValueType.PHYSICAL_CONNECTION, new PhysicalConnection("ab", 7));
        assertEquals("0e000000" + "07000000" + "610062000000", hex(bytes, 0, 14));
    }

    @Test
    void rangesAreAlignedToEight() {
        MusicDataRange music =
                new MusicDataRange(FormatIds.SUBTYPE_MIDI, MusicTechnology.SWSYNTH, 16, 32, 0xFF);
        ByteBuffer bytes =
                roundTrip(
                        ValueType.RANGES,
                        List.of(PCM, music, DataRange.analog(), PlainDataRange.ANY));
        assertEquals(8 + 88 + 96 + 64 + 64, bytes.remaining());
        assertEquals(88, bytes.getInt(8));
        assertEquals(96, bytes.getInt(96));
        assertEquals(64, bytes.getInt(192));
        assertEquals(2, bytes.getInt(8 + 64), "MaximumChannels");
        assertEquals(48000, bytes.getInt(8 + 80), "MaximumSampleFrequency");
        assertEquals(0xFF, bytes.getInt(96 + 64 + 24), "ChannelMask");
    }

    @Test
    void rangesWithoutPaddingInTheirSizeAreAlignedToo() {
        List<DataRange> ranges = List.of(PCM, DataRange.midi());
        byte[] bytes = ValueType.RANGES.encode(ranges);
        ByteBuffer unpadded = KsLayout.little(bytes.length - 4).put(bytes, 0, bytes.length - 4);
        unpadded.putInt(8, 84).putInt(96, 92).flip();
        assertEquals(ranges, ValueType.RANGES.decode(unpadded));
    }

    @Test
    void formatsComeBack() {
        assertEquals(64, roundTrip(ValueType.FORMAT, DataFormat.midi()).getInt(0));
        ByteBuffer cd = roundTrip(ValueType.FORMAT, WaveDataFormat.pcm(44100, 16, 2));
        assertEquals(82, cd.getInt(0));
        assertEquals(4, cd.getInt(8), "SampleSize");
        assertEquals(
                "0100" + "0200" + "44ac0000" + "10b10200" + "0400" + "1000" + "0000",
                hex(cd, 64, 82));
        WaveFormat surround = new WaveFormat(FormatIds.SUBTYPE_PCM, 6, 48000, 32, 24, 0x3F, true);
        ByteBuffer extensible =
                roundTrip(
                        ValueType.FORMAT,
                        new WaveDataFormat(FormatIds.SPECIFIER_WAVEFORMATEX, surround));
        assertEquals(104, extensible.remaining());
        assertEquals("feff", hex(extensible, 64, 66));
        roundTrip(
                ValueType.FORMAT,
                new WaveDataFormat(FormatIds.SPECIFIER_DSOUND, WaveFormat.pcm(8000, 8, 1)));
    }

    @Test
    void whatDoesNotFitIsTold() {
        assertEquals("LONG needs 4 bytes: bytes=0", failure(ValueType.LONG));
        assertEquals("KSMULTIPLE_ITEM needs 8 bytes: bytes=4", failure(ValueType.IDS, 8));
        assertEquals(
                "KSMULTIPLE_ITEM counts more items than there are bytes: Count=1000000000, bytes=0",
                failure(ValueType.CONNECTIONS, 8, 1_000_000_000));
        assertEquals(
                "a data range needs FormatSize of 64 bytes or more and that many bytes:"
                        + " FormatSize=63, bytes=64",
                failure(ValueType.RANGES, 72, 1, 63, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        assertEquals("KSDATAFORMAT needs 64 bytes or more: bytes=4", failure(ValueType.FORMAT, 64));
        assertEquals(
                "KSPIN_PHYSICALCONNECTION needs more bytes: bytes=4",
                failure(ValueType.PHYSICAL_CONNECTION, 8));
    }

    @Test
    void anyBytesAreAValueOrAnArgumentError() {
        Random random = new Random(3);
        List<ValueType<?>> types =
                List.of(
                        ValueType.STATE,
                        ValueType.STRING,
                        ValueType.FORMAT,
                        ValueType.RANGES,
                        ValueType.IDS,
                        ValueType.IDENTIFIERS,
                        ValueType.CONNECTIONS,
                        ValueType.PHYSICAL_CONNECTION);
        byte[] good = ValueType.RANGES.encode(List.of(PCM, DataRange.midi(), PCM));
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length + 1));
            for (int change = random.nextInt(6); change > 0 && bytes.length > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            ValueType<?> type = types.get(random.nextInt(types.size()));
            try {
                type.decode(ByteBuffer.wrap(bytes));
            } catch (IllegalArgumentException expected) {
                assertNotNull(expected.getMessage());
            }
        }
    }
}
