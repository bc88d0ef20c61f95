package portcls.bench.music;

import java.util.Random;

import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;

/** A song that keeps a synthesizer busy: ten instruments, about thirty notes at a time. */
final class DenseSong {
    private static final int TICKS_PER_QUARTER = 480;
    private static final int CHANNELS = 10;
    private static final int PERCUSSION = 9;
    private static final int STEP = 120;
    private static final int VELOCITY = 80;
    private static final int LONGEST_STEPS = 6;

    private DenseSong() {}

    /** At 120 beats a minute. */
    static Sequence of(int seconds) {
        try {
            return make(seconds);
        } catch (InvalidMidiDataException e) {
            throw new IllegalStateException("these messages are valid", e);
        }
    }

    /** The shortest song that makes a program do all it does around one. */
    static Sequence ofOneNote() {
        try {
            Sequence sequence = new Sequence(Sequence.PPQ, TICKS_PER_QUARTER);
            Track track = sequence.createTrack();
            add(track, 0, ShortMessage.NOTE_ON, 0, 60, VELOCITY);
            add(track, 1, ShortMessage.NOTE_OFF, 0, 60, 64);
            return sequence;
        } catch (InvalidMidiDataException e) {
            throw new IllegalStateException("these messages are valid", e);
        }
    }

    private static Sequence make(int seconds) throws InvalidMidiDataException {
        Random random = new Random(1);
        Sequence sequence = new Sequence(Sequence.PPQ, TICKS_PER_QUARTER);
        for (int channel = 0; channel < CHANNELS; channel++) {
            Track track = sequence.createTrack();
            add(track, 0, ShortMessage.PROGRAM_CHANGE, channel, channel * 11, 0);
            int steps = seconds * 2 * TICKS_PER_QUARTER / STEP;
            for (int step = 0; step < steps; step++) {
                int key = channel == PERCUSSION ? 35 + random.nextInt(20) : 36 + random.nextInt(48);
                int length = 1 + random.nextInt(LONGEST_STEPS);
                long tick = (long) step * STEP + random.nextInt(STEP / 2);
                add(track, tick, ShortMessage.NOTE_ON, channel, key, VELOCITY);
                add(track, tick + (long) length * STEP, ShortMessage.NOTE_OFF, channel, key, 64);
            }
        }
        return sequence;
    }

    private static void add(Track track, long tick, int command, int channel, int a, int b)
            throws InvalidMidiDataException {
        track.add(new MidiEvent(new ShortMessage(command, channel, a, b), tick));
    }
}
