package portcls.wav;

import portcls.api.ks.FormatIds;
import portcls.api.ks.KsId;
import portcls.api.ks.WaveFormat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** WAV files of tests, put together chunk by chunk and not by the code that is tested. */
final class TestWav {
    /** One format of every kind. */
    static final List<WaveFormat> FORMATS =
            List.of(
                    WaveFormat.pcm(8_000, 8, 1),
                    WaveFormat.pcm(44_100, 16, 2),
                    extensible(FormatIds.SUBTYPE_PCM, 2, 48_000, 24, 24, 3),
                    extensible(FormatIds.SUBTYPE_PCM, 1, 96_000, 32, 24, 4),
                    extensible(FormatIds.SUBTYPE_PCM, 6, 192_000, 32, 32, 0x3F),
                    extensible(FormatIds.SUBTYPE_IEEE_FLOAT, 32, 48_000, 32, 32, 0),
                    floats(44_100, 32, 2),
                    floats(1, 64, 1),
                    WaveFormat.pcm(Integer.MAX_VALUE, 16, 1));

    private TestWav() {}

    static WaveFormat extensible(
            KsId subFormat, int channels, int rate, int bits, int validBits, int mask) {
        return new WaveFormat(subFormat, channels, rate, bits, validBits, mask, true);
    }

    static WaveFormat floats(int rate, int bits, int channels) {
        return new WaveFormat(FormatIds.SUBTYPE_IEEE_FLOAT, channels, rate, bits, bits, 0, false);
    }

    /** Bytes written as hexadecimal digits. */
    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] int32(long value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) value).array();
    }

    static byte[] int64(long value) {
        return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** A chunk that says {@code size}, which may be a lie, without a pad byte. */
    static byte[] chunk(String id, long size, byte... content) {
        return join(ascii(id), int32(size), content);
    }

    /** A whole file: {@code RIFF} with these chunks, which must be of even size. */
    static byte[] riff(byte[]... chunks) {
        byte[] content = join(ascii("WAVE"), join(chunks));
        return chunk("RIFF", content.length, content);
    }

    /** The short form of a format. */
    static byte[] fmt(int tag, int channels, int rate, int frameBytes, int bits) {
        return join(
                ascii("fmt "),
                int32(16),
                int32(tag | channels << 16),
                int32(rate),
                int32((long) rate * frameBytes),
                int32(frameBytes | bits << 16));
    }

    /** Stereo of 16 bits at 44.1 kHz. */
    static byte[] cd() {
        return fmt(1, 2, 44_100, 4, 16);
    }

    static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    static WavReader open(byte... file) throws IOException {
        return WavReader.open(new MemoryFile(file), "test.wav");
    }

    /** All bytes of sound that can be read. */
    static byte[] readAll(WavReader reader) throws IOException {
        int frameBytes = reader.format().blockAlign();
        byte[] all = new byte[(int) (reader.frames() * frameBytes)];
        reader.position(0);
        int frames = reader.read(MemorySegment.ofArray(all), 0, (int) reader.frames());
        return frames * frameBytes == all.length ? all : new byte[0];
    }
}
