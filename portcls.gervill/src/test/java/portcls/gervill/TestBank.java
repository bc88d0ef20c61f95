package portcls.gervill;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * SF2 banks of sine tones that begin at once and sound until their note ends. What key 69 sounds
 * like says which instrument was heard.
 */
final class TestBank {
    /** An instrument; its percussion bank is 128. */
    record Preset(int bank, int program, String name, int period) {
        /** Pitch of key 69. */
        double hertz() {
            return (double) RATE / period;
        }
    }

    /** 440 Hz with a period of 100. */
    private static final int RATE = 44_000;

    private static final int PERIODS = 40;
    private static final int GUARD = 46;
    private static final int KEY = 69;

    private static final int SAMPLE_ID = 53;
    private static final int SAMPLE_MODES = 54;
    private static final int ROOT_KEY = 58;
    private static final int INSTRUMENT = 41;

    private TestBank() {}

    static byte[] of(Preset... presets) {
        List<byte[]> samples = new ArrayList<>();
        for (Preset preset : presets) {
            samples.add(tone(preset.period()));
        }
        return chunk(
                "RIFF",
                ascii("sfbk"),
                chunk(
                        "LIST",
                        ascii("INFO"),
                        chunk("ifil", shorts(2, 1)),
                        chunk("isng", ascii("EMU8000\0")),
                        chunk("INAM", ascii("Tones\0"))),
                chunk("LIST", ascii("sdta"), chunk("smpl", samples.toArray(byte[][]::new))),
                chunk(
                        "LIST",
                        ascii("pdta"),
                        chunk("phdr", presetHeaders(presets)),
                        chunk("pbag", bags(presets.length, 1)),
                        chunk("pmod", new byte[10]),
                        chunk("pgen", presetGenerators(presets.length)),
                        chunk("inst", instruments(presets)),
                        chunk("ibag", bags(presets.length, 3)),
                        chunk("imod", new byte[10]),
                        chunk("igen", instrumentGenerators(presets.length)),
                        chunk("shdr", sampleHeaders(presets))));
    }

    private static byte[] tone(int period) {
        ByteBuffer out = buffer(2 * (PERIODS * period + GUARD));
        for (int i = 0; i < PERIODS * period; i++) {
            out.putShort((short) (16_000 * Math.sin(2 * Math.PI * i / period)));
        }
        return out.array();
    }

    private static byte[] presetHeaders(Preset... presets) {
        ByteBuffer out = buffer(38 * (presets.length + 1));
        for (int i = 0; i < presets.length; i++) {
            out.put(name(presets[i].name()));
            out.putShort((short) presets[i].program()).putShort((short) presets[i].bank());
            out.putShort((short) i).position(38 * (i + 1));
        }
        out.put(name("EOP")).putShort((short) 0).putShort((short) 0);
        out.putShort((short) presets.length);
        return out.array();
    }

    private static byte[] instruments(Preset... presets) {
        ByteBuffer out = buffer(22 * (presets.length + 1));
        for (int i = 0; i < presets.length; i++) {
            out.put(name(presets[i].name())).putShort((short) i);
        }
        return out.put(name("EOI")).putShort((short) presets.length).array();
    }

    private static byte[] bags(int count, int generators) {
        ByteBuffer out = buffer(4 * (count + 1));
        for (int i = 0; i <= count; i++) {
            out.putShort((short) (i * generators)).putShort((short) 0);
        }
        return out.array();
    }

    private static byte[] presetGenerators(int count) {
        ByteBuffer out = buffer(4 * (count + 1));
        for (int i = 0; i < count; i++) {
            out.putShort((short) INSTRUMENT).putShort((short) i);
        }
        return out.array();
    }

    private static byte[] instrumentGenerators(int count) {
        ByteBuffer out = buffer(4 * (3 * count + 1));
        for (int i = 0; i < count; i++) {
            out.putShort((short) SAMPLE_MODES).putShort((short) 1);
            out.putShort((short) ROOT_KEY).putShort((short) KEY);
            out.putShort((short) SAMPLE_ID).putShort((short) i);
        }
        return out.array();
    }

    private static byte[] sampleHeaders(Preset... presets) {
        ByteBuffer out = buffer(46 * (presets.length + 1));
        int start = 0;
        for (Preset preset : presets) {
            int period = preset.period();
            out.put(name(preset.name()));
            out.putInt(start).putInt(start + PERIODS * period);
            out.putInt(start + period).putInt(start + (PERIODS - 1) * period);
            out.putInt(RATE).put((byte) KEY).put((byte) 0);
            out.putShort((short) 0).putShort((short) 1);
            start += PERIODS * period + GUARD;
        }
        return out.put(name("EOS")).array();
    }

    private static byte[] chunk(String id, byte[]... parts) {
        int size = 0;
        for (byte[] part : parts) {
            size += part.length;
        }
        ByteBuffer out = buffer(8 + size + size % 2).put(ascii(id)).putInt(size);
        for (byte[] part : parts) {
            out.put(part);
        }
        return out.array();
    }

    private static byte[] shorts(int first, int second) {
        return buffer(4).putShort((short) first).putShort((short) second).array();
    }

    private static byte[] name(String name) {
        return buffer(20).put(ascii(name)).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
