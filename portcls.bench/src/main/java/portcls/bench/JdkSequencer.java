package portcls.bench;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.Sequence;
import javax.sound.midi.Sequencer;

/**
 * The peer: the JDK's sequencer, which plays the same sequence again and again. After the last
 * event it moves to the end of the sequence by itself, some time after it says that it no longer
 * runs; who rewinds earlier plays nothing. It tells of the end by a message.
 */
final class JdkSequencer implements AutoCloseable {
    private static final int END_OF_TRACK = 0x2F;
    private static final long LIMIT_SECONDS = 60;

    private final Sequencer sequencer;
    private final Semaphore atRest = new Semaphore(1);

    JdkSequencer(Sequence sequence, float tempoFactor, Receiver receiver) {
        try {
            sequencer = MidiSystem.getSequencer(false);
            sequencer.open();
            sequencer.getTransmitter().setReceiver(receiver);
            sequencer.setSequence(sequence);
        } catch (MidiUnavailableException | InvalidMidiDataException e) {
            throw new IllegalStateException("the JDK's sequencer cannot be used", e);
        }
        sequencer.setTempoFactor(tempoFactor);
        sequencer.addMetaEventListener(this::meta);
    }

    /** Waits for the end and goes back to the beginning; to be called before each start. */
    void rewind() throws InterruptedException {
        if (!atRest.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the JDK's sequencer does not come to its end");
        }
        sequencer.setTickPosition(0);
    }

    void start() {
        sequencer.start();
    }

    @Override
    public void close() {
        sequencer.close();
    }

    private void meta(MetaMessage message) {
        if (message.getType() == END_OF_TRACK) {
            atRest.release();
        }
    }
}
