package portcls.bench.music;

import java.util.ArrayList;
import java.util.List;

import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.Sequence;
import javax.sound.midi.Track;

/**
 * A message of a song and when it is due.
 *
 * @param micros since the song began
 */
record TimedMessage(long micros, MidiMessage message) {
    private static final int TEMPO = 0x51;
    private static final int DEFAULT_TEMPO = 500_000;

    /** The messages of a sequence in the order of their times, its tempo worked in. */
    static List<TimedMessage> of(Sequence sequence) {
        List<MidiEvent> events = new ArrayList<>();
        for (Track track : sequence.getTracks()) {
            for (int i = 0; i < track.size(); i++) {
                events.add(track.get(i));
            }
        }
        events.sort((a, b) -> Long.compare(a.getTick(), b.getTick()));
        List<TimedMessage> messages = new ArrayList<>();
        double micros = 0;
        long tick = 0;
        int tempo = DEFAULT_TEMPO;
        for (MidiEvent event : events) {
            micros += (double) (event.getTick() - tick) * tempo / sequence.getResolution();
            tick = event.getTick();
            if (!(event.getMessage() instanceof MetaMessage meta)) {
                messages.add(new TimedMessage((long) micros, event.getMessage()));
            } else if (meta.getType() == TEMPO) {
                byte[] data = meta.getData();
                tempo = (data[0] & 0xFF) << 16 | (data[1] & 0xFF) << 8 | data[2] & 0xFF;
            }
        }
        return messages;
    }
}
