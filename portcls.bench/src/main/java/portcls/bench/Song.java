package portcls.bench;

import portcls.api.client.MidiMessages;

import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;

/** The messages that both sides play: notes on and off in turn, up and down the keyboard. */
final class Song {
    private static final int LOWEST = 21;
    private static final int KEYS = 88;
    private static final int VELOCITY = 100;

    private Song() {}

    /** The message of that number, as the pin takes it. */
    static int message(int number) {
        int key = key(number);
        return isOn(number) ? MidiMessages.noteOn(0, key, VELOCITY) : MidiMessages.noteOff(0, key);
    }

    /** The first so many messages as a sequence, one every so many ticks. */
    static Sequence sequence(int ticksPerQuarter, int count, int ticksBetween) {
        try {
            return make(ticksPerQuarter, count, ticksBetween);
        } catch (InvalidMidiDataException e) {
            throw new IllegalStateException("these messages are valid", e);
        }
    }

    private static Sequence make(int ticksPerQuarter, int count, int ticksBetween)
            throws InvalidMidiDataException {
        Sequence sequence = new Sequence(Sequence.PPQ, ticksPerQuarter);
        Track track = sequence.createTrack();
        for (int i = 0; i < count; i++) {
            int command = isOn(i) ? ShortMessage.NOTE_ON : ShortMessage.NOTE_OFF;
            ShortMessage message = new ShortMessage(command, 0, key(i), VELOCITY);
            track.add(new MidiEvent(message, (long) i * ticksBetween));
        }
        return sequence;
    }

    private static boolean isOn(int number) {
        return number % 2 == 0;
    }

    private static int key(int number) {
        return LOWEST + number / 2 % KEYS;
    }
}
