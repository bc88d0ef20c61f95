package portcls.song;

import portcls.api.client.MidiMessages;
import portcls.api.time.ReferenceTime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The song that is played when none is named: the prelude in C major of J. S. Bach's Well-Tempered
 * Clavier I, BWV 846, all 35 bars as Bach wrote them, with a quiet string part of our own under its
 * second half. Two minutes, General MIDI: piano on channel 0, strings on channel 1.
 *
 * <p>It is played a little unevenly, as by hand, and always the same. Safe for any thread.
 */
public final class DemoSong {
    private static final String TITLE = "J. S. Bach: Prelude in C major, BWV 846";

    /**
     * One bar.
     *
     * @param tempo quarter notes per minute at its begin; it changes evenly up to the next bar
     * @param loudness velocity at its begin, likewise
     * @param notes a chord of five, which is broken twice, or 16 notes as they come
     * @param strings what the strings hold
     */
    private record Bar(int tempo, int loudness, String notes, String strings) {}

    private static final List<Bar> BARS =
            List.of(
                    bar(66, 61, "C4 E4 G4 C5 E5"), // C
                    bar(69, 62, "C4 D4 A4 D5 F5"), // Dm7/C
                    bar(70, 64, "B3 D4 G4 D5 F5"), // G7/B
                    bar(70, 63, "C4 E4 G4 C5 E5"), // C
                    bar(71, 68, "C4 E4 A4 E5 A5"), // Am/C
                    bar(71, 66, "C4 D4 F#4 A4 D5"), // D7/C
                    bar(72, 69, "B3 D4 G4 D5 G5"), // G/B
                    bar(71, 65, "B3 C4 E4 G4 C5"), // Cmaj7/B
                    bar(71, 63, "A3 C4 E4 G4 C5"), // Am7
                    bar(70, 64, "D3 A3 D4 F#4 C5"), // D7
                    bar(68, 60, "G3 B3 D4 G4 B4"), // G
                    bar(70, 63, "G3 Bb3 E4 G4 C#5"), // C#dim7/G
                    bar(71, 61, "F3 A3 D4 A4 D5"), // Dm/F
                    bar(71, 63, "F3 Ab3 D4 F4 B4"), // Bdim7/F
                    bar(71, 60, "E3 G3 C4 G4 C5"), // C/E
                    bar(71, 58, "E3 F3 A3 C4 F4"), // Fmaj7/E
                    bar(70, 57, "D3 F3 A3 C4 F4"), // Dm7
                    bar(70, 58, "G2 D3 G3 B3 F4"), // G7
                    bar(68, 56, "C3 E3 G3 C4 E4"), // C
                    bar(69, 59, "C3 G3 Bb3 C4 E4", "G3 Bb3 E4"), // C7
                    bar(70, 60, "F2 F3 A3 C4 E4", "F3 A3 E4"), // Fmaj7
                    bar(70, 64, "F#2 C3 A3 C4 Eb4", "F#3 A3 Eb4"), // F#dim7
                    bar(70, 67, "Ab2 F3 B3 C4 D4", "F3 B3 D4"), // Bdim7/Ab with C
                    bar(70, 66, "G2 F3 G3 B3 D4", "F3 B3 D4"), // G7
                    bar(71, 69, "G2 E3 G3 C4 E4", "E3 C4 E4"), // C/G
                    bar(71, 71, "G2 D3 G3 C4 F4", "D3 C4 F4"), // G7sus4
                    bar(71, 73, "G2 D3 G3 B3 F4", "D3 B3 F4"), // G7
                    bar(71, 78, "G2 Eb3 A3 C4 F#4", "Eb3 C4 F#4"), // F#dim7/G
                    bar(71, 81, "G2 E3 G3 C4 G4", "E3 C4 G4"), // C/G
                    bar(70, 77, "G2 D3 G3 C4 F4", "D3 C4 F4"), // G7sus4
                    bar(69, 73, "G2 D3 G3 B3 F4", "D3 B3 F4"), // G7
                    bar(68, 68, "C2 C3 G3 Bb3 E4", "C3 Bb3 E4"), // C7
                    bar(
                            66,
                            65,
                            "C2 C3 F3 A3 C4 F4 C4 A3 C4 A3 F3 A3 F3 D3 F3 D3",
                            "C3 A3 F4"), // Dm7/C
                    bar(
                            62,
                            67,
                            "C2 B2 G4 B4 D5 F5 D5 B4 D5 B4 G4 B4 D4 F4 E4 D4",
                            "B2 G3 F4"), // G7/C
                    bar(50, 57, "C2 C3 E4 G4 C5", "C3 G3 E4")); // C

    private static final int STEPS = 16;
    private static final int HALF = STEPS / 2;
    private static final int LAST = BARS.size() - 1;
    private static final String NATURALS = "C D EF G A B";

    private static final int PIANO = 0;
    private static final int STRINGS = 1;
    private static final int GRAND_PIANO_PROGRAM = 0;
    private static final int SLOW_STRINGS_PROGRAM = 49;
    private static final int STRINGS_VELOCITY = 60;

    private static final int VOLUME = 7;
    private static final int PAN = 10;
    private static final int EXPRESSION = 11;
    private static final int PEDAL = 64;
    private static final int REVERB = 91;

    private static final byte[] GM_SYSTEM_ON = {(byte) 0xF0, 0x7E, 0x7F, 0x09, 0x01, (byte) 0xF7};

    private static final long MINUTE = 60 * ReferenceTime.SECOND;
    private static final long SETUP = 150 * ReferenceTime.MILLISECOND;
    private static final long FIRST_NOTE = 500 * ReferenceTime.MILLISECOND;
    private static final long RELEASE = 15 * ReferenceTime.MILLISECOND;
    private static final long PEDAL_CHANGE = 70 * ReferenceTime.MILLISECOND;
    private static final long ROLL = 45 * ReferenceTime.MILLISECOND;
    private static final long FADING = 1500 * ReferenceTime.MILLISECOND;
    private static final int MOST_UNEVEN = 40_000; // 4 ms

    private final SplittableRandom hand = new SplittableRandom(846);
    private final List<Message> messages = new ArrayList<>();
    private final long[] steps = steps();

    private record Message(long time100ns, int bytes) {}

    private DemoSong() {}

    /** The song. */
    public static Song create() {
        return new DemoSong().play();
    }

    private static Bar bar(int tempo, int loudness, String notes) {
        return bar(tempo, loudness, notes, "");
    }

    private static Bar bar(int tempo, int loudness, String notes, String strings) {
        return new Bar(tempo, loudness, notes, strings);
    }

    private Song play() {
        setUp();
        for (int bar = 0; bar < LAST; bar++) {
            pedal(bar);
            piano(bar);
        }
        lastChord();
        strings();
        return song();
    }

    /** When each sixteenth begins, and at last when the song ends. */
    private static long[] steps() {
        long[] times = new long[BARS.size() * STEPS + 1];
        times[0] = FIRST_NOTE;
        for (int i = 0; i < times.length - 1; i++) {
            int tempo = between(BARS.get(i / STEPS).tempo(), next(i / STEPS).tempo(), i % STEPS);
            times[i + 1] = times[i] + MINUTE * STEPS / (4L * tempo);
        }
        return times;
    }

    private static Bar next(int bar) {
        return BARS.get(Math.min(bar + 1, LAST));
    }

    /** 16 times a value on its way from one bar to the next. */
    private static int between(int from, int to, int step) {
        return from * (STEPS - step) + to * step;
    }

    private void setUp() {
        add(SETUP, MidiMessages.programChange(PIANO, GRAND_PIANO_PROGRAM));
        control(SETUP, PIANO, VOLUME, 120);
        control(SETUP, PIANO, PAN, 64);
        control(SETUP, PIANO, REVERB, 45);
        add(SETUP, MidiMessages.programChange(STRINGS, SLOW_STRINGS_PROGRAM));
        control(SETUP, STRINGS, VOLUME, 84);
        control(SETUP, STRINGS, PAN, 64);
        control(SETUP, STRINGS, REVERB, 70);
    }

    /** The harmony changes with the bar, the bass is struck again in its middle. */
    private void pedal(int bar) {
        for (int step = 0; step < STEPS; step += HALF) {
            long at = time(bar, step);
            if (bar > 0 || step > 0) {
                control(at, PIANO, PEDAL, 0);
            }
            control(at + PEDAL_CHANGE, PIANO, PEDAL, 127);
        }
    }

    /** The two lowest notes are held by the left hand, the right hand runs. */
    private void piano(int bar) {
        int[] keys = keys(BARS.get(bar).notes());
        int held = keys.length == STEPS ? STEPS : HALF;
        for (int step = 0; step < STEPS; step++) {
            int place = step % held;
            int key = keys[keys.length == STEPS || place < keys.length ? place : place - 3];
            int end = place < 2 ? step - place + held : step + 1;
            long from = time(bar, step) + hand.nextInt(-MOST_UNEVEN, MOST_UNEVEN + 1);
            note(PIANO, key, velocity(bar, step, place), from, time(bar, end) - RELEASE);
        }
    }

    private int velocity(int bar, int step, int place) {
        int loudness = between(BARS.get(bar).loudness(), next(bar).loudness(), step) / STEPS;
        int accent =
                switch (place) {
                    case 0 -> 5;
                    case 1 -> -1;
                    case 4, 7 -> 3;
                    default -> -3;
                };
        int echo = step < HALF ? 0 : -4;
        return loudness + accent + echo + hand.nextInt(-2, 3);
    }

    private void lastChord() {
        long at = time(LAST, 0);
        long end = time(LAST, STEPS);
        control(at, PIANO, PEDAL, 0);
        control(at + PEDAL_CHANGE, PIANO, PEDAL, 127);
        for (int key : keys(BARS.get(LAST).notes())) {
            note(PIANO, key, BARS.get(LAST).loudness() + hand.nextInt(-2, 3), at, end);
            at += ROLL;
        }
        control(end, PIANO, PEDAL, 0);
    }

    /** Notes that two bars have in common are not struck again. */
    private void strings() {
        List<Integer> sounding = List.of();
        for (int bar = 0; bar < BARS.size(); bar++) {
            List<Integer> wanted = Arrays.stream(keys(BARS.get(bar).strings())).boxed().toList();
            long at = time(bar, 0);
            swell(bar, wanted.isEmpty());
            change(at, sounding, wanted);
            sounding = wanted;
        }
        change(time(LAST, STEPS), sounding, List.of());
    }

    private void change(long at, List<Integer> sounding, List<Integer> wanted) {
        for (int key : sounding) {
            if (!wanted.contains(key)) {
                add(at, MidiMessages.noteOff(STRINGS, key));
            }
        }
        for (int key : wanted) {
            if (!sounding.contains(key)) {
                add(at, MidiMessages.noteOn(STRINGS, key, STRINGS_VELOCITY));
            }
        }
    }

    /** The strings grow and fade with the piano, and at the end to nothing. */
    private void swell(int bar, boolean silent) {
        for (int step = 0; step < STEPS && !silent; step += 2) {
            int loudness = between(BARS.get(bar).loudness(), next(bar).loudness(), step) / STEPS;
            int fading = bar < LAST ? STEPS : STEPS - step;
            control(time(bar, step), STRINGS, EXPRESSION, (loudness + 25) * fading / STEPS);
        }
    }

    private static int[] keys(String names) {
        return names.isEmpty()
                ? new int[0]
                : Arrays.stream(names.split(" ", -1)).mapToInt(DemoSong::key).toArray();
    }

    /** The key of a note such as "Bb3"; C4 is 60. */
    private static int key(String name) {
        int octave = name.charAt(name.length() - 1) - '0';
        int sign =
                switch (name.charAt(1)) {
                    case '#' -> 1;
                    case 'b' -> -1;
                    default -> 0;
                };
        return 12 * (octave + 1) + NATURALS.indexOf(name.charAt(0)) + sign;
    }

    private long time(int bar, int step) {
        return steps[bar * STEPS + step];
    }

    private void note(int channel, int key, int velocity, long from, long to) {
        add(from, MidiMessages.noteOn(channel, key, velocity));
        add(to, MidiMessages.noteOff(channel, key));
    }

    private void control(long at, int channel, int controller, int value) {
        add(at, MidiMessages.controlChange(channel, controller, value));
    }

    private void add(long at, int message) {
        messages.add(new Message(at, message));
    }

    private Song song() {
        messages.sort(Comparator.comparingLong(Message::time100ns));
        int count = messages.size() + 1;
        long[] times = new long[count];
        int[] offsets = new int[count];
        int[] lengths = new int[count];
        byte[] data = Arrays.copyOf(GM_SYSTEM_ON, GM_SYSTEM_ON.length + 3 * messages.size());
        lengths[0] = GM_SYSTEM_ON.length;
        for (int i = 1; i < count; i++) {
            Message message = messages.get(i - 1);
            times[i] = message.time100ns();
            offsets[i] = offsets[i - 1] + lengths[i - 1];
            lengths[i] = MidiMessages.length(message.bytes());
            for (int b = 0; b < lengths[i]; b++) {
                data[offsets[i] + b] = (byte) (message.bytes() >> (8 * b));
            }
        }
        return new Song(TITLE, times, offsets, lengths, data, times[count - 1] + FADING, List.of());
    }
}
