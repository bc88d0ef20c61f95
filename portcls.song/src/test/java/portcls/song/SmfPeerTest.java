package portcls.song;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.SysexMessage;
import javax.sound.midi.Track;

/** Files that the JDK wrote say the same to us and to the JDK's own reader. */
class SmfPeerTest {
    private static final int EVENTS_PER_TRACK = 400;
    private static final int TEMPO = 0x51;

    @ParameterizedTest
    @CsvSource({
        "0, 0, 480, 1, 11",
        "0, 0, 96, 1, 12",
        "1, 0, 480, 7, 13",
        "1, 0, 1, 3, 14",
        "1, 0, 32767, 3, 15",
        "1, 24, 80, 3, 16",
        "1, 25, 40, 3, 17",
        "1, 29.97, 4, 3, 18",
        "0, 30, 100, 1, 19"
    })
    void sameMessagesAtTheSameTimes(
            int format, float divisionType, int resolution, int tracks, int seed)
            throws InvalidMidiDataException, IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Sequence written = new Sequence(divisionType, resolution);
        for (int i = 0; i < tracks; i++) {
            fill(written.createTrack(), i, resolution, random);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MidiSystem.write(written, format, out);
        byte[] file = out.toByteArray();

        Song song = SmfReader.read(file, "song.mid");
        Songs.assertSound(song);
        assertTrue(song.problems().isEmpty(), song.problems().toString());
        assertSame(MidiSystem.getSequence(new ByteArrayInputStream(file)), song);
    }

    private static void fill(Track track, int channel, int resolution, SplittableRandom random)
            throws InvalidMidiDataException {
        long tick = 0;
        for (int i = 0; i < EVENTS_PER_TRACK; i++) {
            tick += random.nextInt(3) == 0 ? 0 : random.nextInt(resolution * 2);
            track.add(new MidiEvent(message(channel, random), tick));
        }
    }

    private static MidiMessage message(int channel, SplittableRandom random)
            throws InvalidMidiDataException {
        int data1 = random.nextInt(128);
        int data2 = random.nextInt(128);
        return switch (random.nextInt(10)) {
            case 0 -> new ShortMessage(ShortMessage.PROGRAM_CHANGE, channel, data1, 0);
            case 1 -> new ShortMessage(ShortMessage.CONTROL_CHANGE, channel, data1, data2);
            case 2 -> new ShortMessage(ShortMessage.PITCH_BEND, channel, data1, data2);
            case 3 -> {
                byte[] data = {(byte) 0xF0, 0x7D, (byte) data1, (byte) data2, (byte) 0xF7};
                yield new SysexMessage(data, data.length);
            }
            case 4 -> {
                if (channel > 0) {
                    // When asked for the length the JDK knows the tempos of the first track only.
                    yield new MetaMessage(5, new byte[] {'l', 'a'}, 2);
                }
                int tempo = random.nextInt(100_000, 2_000_000);
                byte[] data = {(byte) (tempo >> 16), (byte) (tempo >> 8), (byte) tempo};
                yield new MetaMessage(TEMPO, data, data.length);
            }
            case 5 -> new MetaMessage(1, new byte[] {'w', 'o', 'r', 'd'}, 4);
            case 6 -> new ShortMessage(ShortMessage.NOTE_OFF, channel, data1, data2);
            default -> new ShortMessage(ShortMessage.NOTE_ON, channel, data1, data2);
        };
    }

    private static void assertSame(Sequence sequence, Song song) {
        List<MidiEvent> events = new ArrayList<>();
        for (Track track : sequence.getTracks()) {
            for (int i = 0; i < track.size(); i++) {
                events.add(track.get(i));
            }
        }
        events.sort(Comparator.comparingLong(MidiEvent::getTick));
        boolean metrical = sequence.getDivisionType() == Sequence.PPQ;
        double ticksPerSecond = sequence.getDivisionType() * sequence.getResolution();
        int tempo = 500_000;
        long tempoTick = 0;
        double tempoTime = 0;
        int index = 0;
        for (MidiEvent event : events) {
            double tick100ns =
                    metrical ? tempo * 10.0 / sequence.getResolution() : 1e7 / ticksPerSecond;
            double time = tempoTime + (event.getTick() - tempoTick) * tick100ns;
            byte[] bytes = event.getMessage().getMessage();
            if (event.getMessage() instanceof MetaMessage meta) {
                if (meta.getType() == TEMPO && metrical) {
                    tempo = new ByteView(bytes).u24(3);
                    tempoTick = event.getTick();
                    tempoTime = time;
                }
            } else {
                assertArrayEquals(bytes, Songs.message(song, index), "message " + index);
                // The JDK holds 29.97 for 30 drop frame, which is 30 000 / 1001.
                double off = 1 + time * 2e-6;
                assertEquals(time, (double) song.time100ns(index), off, "time of message " + index);
                index++;
            }
        }
        assertEquals(index, song.size());
        // The JDK counts in microseconds and rounds at each change of the tempo.
        long micros = sequence.getMicrosecondLength();
        double off = Math.max(song.size(), micros * 1e-6);
        assertEquals((double) micros, song.duration100ns() / 10.0, off);
    }
}
