package portcls.api.ks;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.ToIntFunction;

/**
 * The documented memory layouts of kernel-streaming values: little-endian, structures as in {@code
 * ks.h} and {@code ksmedia.h}. A value that does not fit its layout is told with {@link
 * IllegalArgumentException}.
 */
public final class KsLayout {
    /** Bytes of KSDATAFORMAT and KSDATARANGE. */
    public static final int DATA_FORMAT_BYTES = 64;

    /** Bytes of KSDATARANGE_AUDIO, a multiple of 8. */
    public static final int AUDIO_RANGE_BYTES = DATA_FORMAT_BYTES + 20 + 4;

    /** Bytes of KSDATARANGE_MUSIC, a multiple of 8. */
    public static final int MUSIC_RANGE_BYTES = DATA_FORMAT_BYTES + 28 + 4;

    private static final int GUID_BYTES = 16;
    private static final int IDENTIFIER_BYTES = GUID_BYTES + 8;
    private static final int MULTIPLE_ITEM_BYTES = 8;
    private static final int PHYSICAL_HEADER_BYTES = 8;
    private static final int EXTENSIBLE_TAG = 0xFFFE;
    private static final int EXTENSIBLE_EXTRA = 22;
    private static final int WAVEFORMATEX_BYTES = 18;
    private static final int DSOUND_HEADER_BYTES = 8;

    private KsLayout() {}

    /** All bytes of a buffer that was filled. */
    static byte[] written(ByteBuffer filled) {
        byte[] bytes = new byte[filled.capacity()];
        filled.get(0, bytes);
        return bytes;
    }

    static byte[] ofInt(int value) {
        return written(little(Integer.BYTES).putInt(value));
    }

    static byte[] ofLong(long value) {
        return written(little(Long.BYTES).putLong(value));
    }

    static byte[] ofString(String value) {
        return (value + "\0").getBytes(StandardCharsets.UTF_16LE);
    }

    static String string(ByteBuffer bytes) {
        byte[] raw = new byte[bytes.remaining()];
        bytes.get(raw);
        String text = new String(raw, StandardCharsets.UTF_16LE);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    static <E> E constant(E[] constants, ToIntFunction<E> documented, int value) {
        for (E constant : constants) {
            if (documented.applyAsInt(constant) == value) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                "value must be one of the documented constants "
                        + Arrays.toString(constants)
                        + ": value="
                        + value);
    }

    /** Writes a GUID: three little-endian fields, then eight bytes as they stand. */
    public static void putGuid(ByteBuffer target, UUID guid) {
        long high = guid.getMostSignificantBits();
        target.putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high);
        long low = guid.getLeastSignificantBits();
        for (int shift = 56; shift >= 0; shift -= 8) {
            target.put((byte) (low >>> shift));
        }
    }

    /** Reads a GUID. */
    public static UUID getGuid(ByteBuffer source) {
        long high = (source.getInt() & 0xFFFFFFFFL) << 32;
        high |= (source.getShort() & 0xFFFFL) << 16;
        high |= source.getShort() & 0xFFFFL;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            low = (low << 8) | (source.get() & 0xFF);
        }
        return new UUID(high, low);
    }

    static byte[] ofGuid(KsId id) {
        ByteBuffer target = little(GUID_BYTES);
        putGuid(target, id.guid());
        return written(target);
    }

    static KsId guid(ByteBuffer source) {
        return named(getGuid(source));
    }

    static byte[] ofInstances(InstanceCount count) {
        return written(little(8).putInt(count.possible()).putInt(count.current()));
    }

    static InstanceCount instances(ByteBuffer source) {
        return new InstanceCount(source.getInt(), source.getInt());
    }

    static byte[] ofIds(List<KsId> ids) {
        ByteBuffer target = multiple(ids.size() * GUID_BYTES, ids.size());
        ids.forEach(id -> putGuid(target, id.guid()));
        return written(target);
    }

    static List<KsId> ids(ByteBuffer source) {
        List<KsId> ids = new ArrayList<>();
        int count = multipleCount(source, GUID_BYTES);
        for (int i = 0; i < count; i++) {
            ids.add(guid(source));
        }
        return ids;
    }

    static byte[] ofIdentifiers(List<KsIdentifier> identifiers) {
        ByteBuffer target = multiple(identifiers.size() * IDENTIFIER_BYTES, identifiers.size());
        for (KsIdentifier identifier : identifiers) {
            putGuid(target, identifier.set().guid());
            target.putInt(identifier.id()).putInt(0);
        }
        return written(target);
    }

    static List<KsIdentifier> identifiers(ByteBuffer source) {
        List<KsIdentifier> identifiers = new ArrayList<>();
        int count = multipleCount(source, IDENTIFIER_BYTES);
        for (int i = 0; i < count; i++) {
            identifiers.add(new KsIdentifier(guid(source), source.getInt()));
            source.getInt();
        }
        return identifiers;
    }

    static byte[] ofConnections(List<ConnectionDescriptor> connections) {
        ByteBuffer target = multiple(connections.size() * 16, connections.size());
        for (ConnectionDescriptor c : connections) {
            target.putInt(c.fromNode()).putInt(c.fromPin()).putInt(c.toNode()).putInt(c.toPin());
        }
        return written(target);
    }

    static List<ConnectionDescriptor> connections(ByteBuffer source) {
        List<ConnectionDescriptor> connections = new ArrayList<>();
        int count = multipleCount(source, 16);
        for (int i = 0; i < count; i++) {
            connections.add(
                    new ConnectionDescriptor(
                            source.getInt(), source.getInt(), source.getInt(), source.getInt()));
        }
        return connections;
    }

    static byte[] ofPhysical(PhysicalConnection connection) {
        byte[] name = ofString(connection.filter());
        return written(
                little(PHYSICAL_HEADER_BYTES + name.length)
                        .putInt(PHYSICAL_HEADER_BYTES + name.length)
                        .putInt(connection.pin())
                        .put(name));
    }

    static PhysicalConnection physical(ByteBuffer source) {
        source.getInt();
        int pin = source.getInt();
        return new PhysicalConnection(string(source), pin);
    }

    static byte[] ofRanges(List<DataRange> ranges) {
        int bytes = ranges.stream().mapToInt(KsLayout::rangeBytes).sum();
        ByteBuffer target = multiple(bytes, ranges.size());
        ranges.forEach(range -> putRange(target, range));
        return written(target);
    }

    static List<DataRange> ranges(ByteBuffer source) {
        List<DataRange> ranges = new ArrayList<>();
        int count = multipleCount(source, DATA_FORMAT_BYTES);
        for (int i = 0; i < count; i++) {
            int start = source.position();
            int room = source.remaining();
            int size = source.getInt();
            if (size < DATA_FORMAT_BYTES || size > room) {
                throw new IllegalArgumentException(
                        "a data range needs FormatSize of 64 bytes or more and that many bytes:"
                                + " FormatSize="
                                + size
                                + ", bytes="
                                + room);
            }
            ranges.add(getRange(source.position(start), size));
            source.position(Math.min(source.limit(), start + ((size + 7) & ~7)));
        }
        return ranges;
    }

    static byte[] ofFormats(List<DataFormat> formats) {
        List<byte[]> items = formats.stream().map(KsLayout::ofFormat).toList();
        int bytes = items.stream().mapToInt(item -> (item.length + 7) & ~7).sum();
        ByteBuffer target = multiple(bytes, items.size());
        for (byte[] item : items) {
            int start = target.position();
            target.put(item).position(start + ((item.length + 7) & ~7));
        }
        return written(target);
    }

    static List<DataFormat> formats(ByteBuffer source) {
        List<DataFormat> formats = new ArrayList<>();
        int count = multipleCount(source, DATA_FORMAT_BYTES);
        for (int i = 0; i < count; i++) {
            int start = source.position();
            int size = source.getInt(start);
            if (size < DATA_FORMAT_BYTES || size > source.remaining()) {
                throw new IllegalArgumentException(
                        "a format needs FormatSize of 64 bytes or more and that many bytes:"
                                + " FormatSize="
                                + size
                                + ", bytes="
                                + source.remaining());
            }
            formats.add(format(source.slice(start, size).order(ByteOrder.LITTLE_ENDIAN)));
            source.position(Math.min(source.limit(), start + ((size + 7) & ~7)));
        }
        return formats;
    }

    static byte[] ofFormat(DataFormat format) {
        if (!(format instanceof WaveDataFormat wave)) {
            ByteBuffer target = little(DATA_FORMAT_BYTES);
            putHeader(
                    target,
                    DATA_FORMAT_BYTES,
                    0,
                    format.majorFormat(),
                    format.subFormat(),
                    format.specifier());
            return written(target);
        }
        WaveFormat f = wave.format();
        boolean dsound = wave.specifier().equals(FormatIds.SPECIFIER_DSOUND);
        int size =
                DATA_FORMAT_BYTES
                        + (dsound ? DSOUND_HEADER_BYTES : 0)
                        + WAVEFORMATEX_BYTES
                        + (f.extensible() ? EXTENSIBLE_EXTRA : 0);
        ByteBuffer target = little(size);
        putHeader(
                target,
                size,
                f.blockAlign(),
                format.majorFormat(),
                format.subFormat(),
                format.specifier());
        if (dsound) {
            target.putInt(0).putInt(0);
        }
        putWaveFormat(target, f);
        return written(target);
    }

    static byte[] ofWaveFormat(WaveFormat format) {
        ByteBuffer target =
                little(WAVEFORMATEX_BYTES + (format.extensible() ? EXTENSIBLE_EXTRA : 0));
        putWaveFormat(target, format);
        return written(target);
    }

    /** A WAVEFORMATEX that stands alone. */
    static WaveFormat waveFormat(ByteBuffer source) {
        int tag = source.getShort(source.position()) & 0xFFFF;
        return waveFormat(source, tag == 3 ? FormatIds.SUBTYPE_IEEE_FLOAT : FormatIds.SUBTYPE_PCM);
    }

    private static void putWaveFormat(ByteBuffer target, WaveFormat f) {
        int tag = f.subFormat().equals(FormatIds.SUBTYPE_IEEE_FLOAT) ? 3 : 1;
        target.putShort((short) (f.extensible() ? EXTENSIBLE_TAG : tag));
        target.putShort((short) f.channels())
                .putInt(f.samplesPerSecond())
                .putInt((int) f.averageBytesPerSecond());
        target.putShort((short) f.blockAlign()).putShort((short) f.bitsPerSample());
        target.putShort((short) (f.extensible() ? EXTENSIBLE_EXTRA : 0));
        if (f.extensible()) {
            target.putShort((short) f.validBitsPerSample()).putInt(f.channelMask());
            putGuid(target, f.subFormat().guid());
        }
    }

    static DataFormat format(ByteBuffer source) {
        if (source.remaining() < DATA_FORMAT_BYTES) {
            throw new IllegalArgumentException(
                    "KSDATAFORMAT needs 64 bytes or more: bytes=" + source.remaining());
        }
        source.position(source.position() + 16);
        KsId major = guid(source);
        KsId sub = guid(source);
        KsId specifier = guid(source);
        boolean dsound = specifier.equals(FormatIds.SPECIFIER_DSOUND);
        if (!dsound && !specifier.equals(FormatIds.SPECIFIER_WAVEFORMATEX)) {
            return new PlainDataFormat(major, sub, specifier);
        }
        int needed = WAVEFORMATEX_BYTES + (dsound ? DSOUND_HEADER_BYTES : 0);
        if (source.remaining() < needed) {
            throw new IllegalArgumentException(
                    "a wave format needs "
                            + needed
                            + " bytes after KSDATAFORMAT: bytes="
                            + source.remaining());
        }
        if (dsound) {
            source.position(source.position() + DSOUND_HEADER_BYTES);
        }
        return new WaveDataFormat(specifier, waveFormat(source, sub));
    }

    private static WaveFormat waveFormat(ByteBuffer source, KsId sub) {
        int tag = source.getShort() & 0xFFFF;
        int channels = source.getShort() & 0xFFFF;
        int rate = source.getInt();
        source.position(source.position() + 6);
        int bits = source.getShort() & 0xFFFF;
        int extra = source.getShort() & 0xFFFF;
        if (tag != EXTENSIBLE_TAG) {
            return new WaveFormat(sub, channels, rate, bits, bits, 0, false);
        }
        if (extra < EXTENSIBLE_EXTRA || source.remaining() < EXTENSIBLE_EXTRA) {
            throw new IllegalArgumentException(
                    "WAVEFORMATEXTENSIBLE needs cbSize >= 22: cbSize=" + extra);
        }
        int valid = source.getShort() & 0xFFFF;
        int mask = source.getInt();
        return new WaveFormat(
                guid(source), channels, rate, bits, valid == 0 ? bits : valid, mask, true);
    }

    private static int rangeBytes(DataRange range) {
        return switch (range) {
            case AudioDataRange _ -> AUDIO_RANGE_BYTES;
            case MusicDataRange _ -> MUSIC_RANGE_BYTES;
            case PlainDataRange _ -> DATA_FORMAT_BYTES;
        };
    }

    private static void putRange(ByteBuffer target, DataRange range) {
        int start = target.position();
        int size = rangeBytes(range);
        putHeader(target, size, 0, range.majorFormat(), range.subFormat(), range.specifier());
        switch (range) {
            case AudioDataRange a ->
                    target.putInt(a.maximumChannels())
                            .putInt(a.minimumBitsPerSample())
                            .putInt(a.maximumBitsPerSample())
                            .putInt(a.minimumSampleFrequency())
                            .putInt(a.maximumSampleFrequency());
            case MusicDataRange m -> {
                putGuid(target, m.technology().guid());
                target.putInt(m.channels()).putInt(m.notes()).putInt(m.channelMask());
            }
            case PlainDataRange _ -> {}
        }
        target.position(start + size);
    }

    private static DataRange getRange(ByteBuffer source, int size) {
        source.position(source.position() + 16);
        KsId major = guid(source);
        KsId sub = guid(source);
        KsId specifier = guid(source);
        if (major.equals(FormatIds.TYPE_AUDIO) && size >= AUDIO_RANGE_BYTES - 4) {
            return new AudioDataRange(
                    sub,
                    specifier,
                    source.getInt(),
                    source.getInt(),
                    source.getInt(),
                    source.getInt(),
                    source.getInt());
        }
        boolean music =
                major.equals(FormatIds.TYPE_MUSIC)
                        && (specifier.equals(FormatIds.SPECIFIER_NONE)
                                || specifier.equals(FormatIds.WILDCARD));
        if (music && size >= MUSIC_RANGE_BYTES - 4) {
            return new MusicDataRange(
                    sub, guid(source), source.getInt(), source.getInt(), source.getInt());
        }
        return new PlainDataRange(major, sub, specifier);
    }

    private static void putHeader(
            ByteBuffer target, int size, int sampleSize, KsId major, KsId sub, KsId specifier) {
        target.putInt(size).putInt(0).putInt(sampleSize).putInt(0);
        putGuid(target, major.guid());
        putGuid(target, sub.guid());
        putGuid(target, specifier.guid());
    }

    static ByteBuffer multiple(int bytes, int count) {
        int size = MULTIPLE_ITEM_BYTES + bytes;
        return little(size).putInt(size).putInt(count);
    }

    static int multipleCount(ByteBuffer source, int leastBytes) {
        if (source.remaining() < MULTIPLE_ITEM_BYTES) {
            throw new IllegalArgumentException(
                    "KSMULTIPLE_ITEM needs 8 bytes: bytes=" + source.remaining());
        }
        source.getInt();
        int count = source.getInt();
        if (count < 0 || (long) count * leastBytes > source.remaining() + 7L) {
            throw new IllegalArgumentException(
                    "KSMULTIPLE_ITEM counts more items than there are bytes: Count="
                            + count
                            + ", bytes="
                            + source.remaining());
        }
        return count;
    }

    private static KsId named(UUID guid) {
        return new KsId(guid, guid.toString());
    }

    /** A little-endian buffer of {@code bytes} bytes. */
    public static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
