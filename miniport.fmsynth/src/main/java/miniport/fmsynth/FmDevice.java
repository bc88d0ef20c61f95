package miniport.fmsynth;

import portcls.api.adapter.IoPort;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The chip with its synthesizer. {@link #write} is called at DISPATCH and never waits: while
 * another thread changes something it takes nothing, and the port comes again. The rest is called
 * at PASSIVE and waits for some microseconds at most.
 */
final class FmDevice {
    private final String name;
    private final IoPort port;
    private final Opl3Registers chip;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final Synthesizer synthesizer;
    private final MidiReader reader;
    private boolean asleep = true;

    FmDevice(String name, IoPort port) {
        this.name = name;
        this.port = port;
        chip = new Opl3Registers(port);
        synthesizer = new Synthesizer(chip);
        reader = new MidiReader(synthesizer);
    }

    /**
     * Looks for the chip and brings it up.
     *
     * @throws IOException when there is none
     */
    void start() throws IOException {
        lock.lock();
        try {
            new Detection(port).require(name);
            chip.start();
            asleep = false;
        } finally {
            lock.unlock();
        }
    }

    /** Plays what is due; see {@link portcls.api.midi.IMiniportMidiStream#write}. */
    int write(ByteBuffer bytes) {
        if (!lock.tryLock()) {
            return 0;
        }
        try {
            int count = bytes.remaining();
            while (bytes.hasRemaining()) {
                int value = bytes.get() & 0xFF;
                if (!asleep) {
                    reader.accept(value);
                }
            }
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Ends all sound; programs and controllers stay. */
    void silence() {
        lock.lock();
        try {
            reader.clear();
            if (!asleep) {
                synthesizer.silence();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A new client begins as after power-on. */
    void reset() {
        lock.lock();
        try {
            reader.clear();
            if (!asleep) {
                synthesizer.reset();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Attenuates everything, in steps of 0.75 dB. */
    void attenuation(int steps) {
        lock.lock();
        try {
            synthesizer.attenuation(steps);
        } finally {
            lock.unlock();
        }
    }

    /** Ends all sound and lets go of the chip, which may lose its power. */
    void stop() {
        lock.lock();
        try {
            if (!asleep) {
                synthesizer.silence();
                chip.stop();
                asleep = true;
            }
        } finally {
            lock.unlock();
        }
    }
}
