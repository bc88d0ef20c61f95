package portcls.banks;

import static portcls.banks.TestRiff.ascii;
import static portcls.banks.TestRiff.chunk;
import static portcls.banks.TestRiff.int16;
import static portcls.banks.TestRiff.int32;
import static portcls.banks.TestRiff.join;
import static portcls.banks.TestRiff.list;
import static portcls.banks.TestRiff.riff;

import java.util.Arrays;

/**
 * A small SoundFont of one preset and one instrument, whose every part a test can replace by a
 * wrong one: two samples, a global zone and two zones.
 */
public final class Sf2Builder {
    public static final int FRAMES = 400;

    byte[] version = int16(2, 1);
    byte[] sound = sound();
    byte[] low = {};
    byte[] presets = join(preset("Preset", 5, 0, 0), preset("EOP", 255, 255, 2));
    byte[] presetBags = int16(0, 0, 1, 0, 2, 0);
    byte[] presetModulators = new byte[10];
    byte[] presetGenerators = int16(48, 10, 41, 0, 0, 0);
    byte[] instruments = join(name("Instrument"), int16(0), name("EOI"), int16(3));
    byte[] instrumentBags = int16(0, 0, 1, 1, 5, 1, 9, 1);
    byte[] instrumentModulators = join(int16(0x0081, 6, 50, 0, 0), new byte[10]);
    byte[] instrumentGenerators =
            int16(
                    34, -8000, // the global zone
                    43, 0x3F00, 44, 0x7F00, 54, 1, 53, 0, // the lower keys
                    43, 0x7F40, 2, 10, 54, 1, 53, 1, // the upper keys
                    0, 0);
    byte[] samples =
            join(
                    sample("Left", 0, 200, 50, 150, 22_050, 1, 4),
                    sample("Right", 200, 400, 250, 350, 22_050, 0, 2),
                    sample("EOS", 0, 0, 0, 0, 0, 0, 0));
    byte[] more = {};

    public byte[] build() {
        byte[] sounds = join(chunk("smpl", sound), low.length == 0 ? low : chunk("sm24", low));
        return riff(
                "sfbk",
                list(
                        "INFO",
                        chunk("ifil", version),
                        chunk("isng", ascii("EMU8000\0")),
                        chunk("INAM", ascii("A bank\0\0")),
                        chunk("IENG", ascii("An author\0")),
                        chunk("ICOP", ascii("Somebody\0\0"))),
                more,
                list("sdta", sounds),
                list(
                        "pdta",
                        chunk("phdr", presets),
                        chunk("pbag", presetBags),
                        chunk("pmod", presetModulators),
                        chunk("pgen", presetGenerators),
                        chunk("inst", instruments),
                        chunk("ibag", instrumentBags),
                        chunk("imod", instrumentModulators),
                        chunk("igen", instrumentGenerators),
                        chunk("shdr", samples)));
    }

    static byte[] sound() {
        int[] frames = new int[FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            frames[i] = (int) (10_000 * Math.sin(i * Math.PI / 25));
        }
        return int16(frames);
    }

    static byte[] name(String name) {
        return Arrays.copyOf(ascii(name), 20);
    }

    static byte[] preset(String name, int program, int bank, int bag) {
        return join(name(name), int16(program, bank, bag), int32(0, 0, 0));
    }

    static byte[] sample(
            String name,
            int start,
            int end,
            int loopStart,
            int loopEnd,
            int rate,
            int link,
            int type) {
        return join(
                name(name),
                int32(start, end, loopStart, loopEnd, rate),
                new byte[] {69, 0},
                int16(link, type));
    }
}
