package miniport.fmsynth;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringTokenizer;
import java.util.function.Predicate;

/** The instruments of {@code programs.txt} and the drums of {@code drums.txt}. */
final class PatchTable {
    private static final int COUNT = 128;

    /** What each register value for the multiple stands for; those that come twice count once. */
    private static final List<String> MULTIPLES =
            List.of("0.5", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "", "12", "", "15");

    private static final List<String> KEY_SCALE_LEVELS = List.of("0", "3", "1.5", "6");

    /** Letters of the flags, from bit 7 down to bit 4 of register 0x20. */
    private static final String FLAGS = "tvsk";

    private final @Nullable Patch[] programs = read("programs.txt", false);
    private final @Nullable Patch[] percussion = read("drums.txt", true);

    /** The instrument of a program, 0 … 127. */
    Patch program(int number) {
        Patch patch = programs[number];
        if (patch == null) {
            throw new IllegalStateException("programs.txt has no program " + number);
        }
        return patch;
    }

    /** The drum of a key; null when that has none. */
    @Nullable Patch drum(int key) {
        return percussion[key];
    }

    private static @Nullable Patch[] read(String file, boolean drums) {
        @Nullable Patch[] patches = new Patch[COUNT];
        try (InputStream in = PatchTable.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not in the bundle");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(Predicate.not(line -> line.startsWith("#")))
                    .forEach(
                            line -> {
                                StringTokenizer words = new StringTokenizer(line);
                                int number = number(words, COUNT - 1);
                                patches[number] = patch(words, drums);
                            });
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        return patches;
    }

    private static Patch patch(StringTokenizer words, boolean drums) {
        String name = words.nextToken().replace('_', ' ');
        int feedback = number(words, 7);
        int connection = feedback << 1 | place(words, List.of("fm", "am"));
        OperatorSetting first = operator(words);
        OperatorSetting second = operator(words);
        int group = drums ? number(words, 127) : 0;
        int note = Integer.parseInt(words.nextToken());
        return new Patch(name, first, second, connection, note, group, drums);
    }

    private static OperatorSetting operator(StringTokenizer words) {
        int multiple = place(words, MULTIPLES);
        int keyScaleLevel = place(words, KEY_SCALE_LEVELS) << 6;
        int level = number(words, 63);
        int attackDecay = number(words, 15) << 4 | number(words, 15);
        int sustainRelease = number(words, 15) << 4 | number(words, 15);
        int waveform = number(words, 7);
        int flags = multiple;
        String letters = words.nextToken();
        for (int i = 0; i < FLAGS.length(); i++) {
            flags |= letters.indexOf(FLAGS.charAt(i)) < 0 ? 0 : 0x80 >> i;
        }
        return new OperatorSetting(
                flags, keyScaleLevel, level, attackDecay, sustainRelease, waveform);
    }

    private static int number(StringTokenizer words, int most) {
        String word = words.nextToken();
        int value = Integer.parseInt(word);
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(word + " is not in the range 0 to " + most);
        }
        return value;
    }

    private static int place(StringTokenizer words, List<String> allowed) {
        String word = words.nextToken();
        int place = allowed.indexOf(word);
        if (place < 0) {
            throw new IllegalArgumentException(word + " is not one of " + allowed);
        }
        return place;
    }
}
