package adapter.jdk.wave;

import portcls.testkit.TestClock;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.CountDownLatch;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.Control;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.Line;
import javax.sound.sampled.LineListener;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;

/** A line whose device moves frames as fast as the test's clock says. */
abstract class FakeLine implements DataLine {
    /** What a call that hangs waits for. */
    volatile CountDownLatch hang = new CountDownLatch(0);

    /** Whether only stop and flush wake a call that hangs, as in the platform's own lines. */
    volatile boolean wakeable;

    final FakeMixer mixer;
    final TestClock clock;

    AudioFormat format = new AudioFormat(48_000, 16, 2, true, false);
    int size;
    long inBuffer;
    boolean started;
    volatile boolean open;

    /** How often it was closed. */
    volatile int closings;

    private long last;
    private double owed;

    FakeLine(FakeMixer mixer, TestClock clock) {
        this.mixer = mixer;
        this.clock = clock;
    }

    /** The device has moved so many frames. */
    abstract void run(long frames);

    final int frameSize() {
        return format.getFrameSize();
    }

    final void catchUp() {
        long now = clock.getTime();
        if (started) {
            owed += (now - last) * (double) format.getSampleRate() / 10_000_000;
            long frames = (long) owed;
            owed -= frames;
            run(frames);
        }
        last = now;
    }

    final void hang() {
        try {
            hang.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void openWith(AudioFormat wanted, int bytes) throws LineUnavailableException {
        if (!mixer.opens.test(wanted)) {
            throw new LineUnavailableException("busy");
        }
        if (open) {
            throw new IllegalStateException("open");
        }
        format = wanted;
        size = bytes == AudioSystem.NOT_SPECIFIED ? 88_200 : bytes;
        open = true;
        inBuffer = 0;
        last = clock.getTime();
    }

    @Override
    public synchronized void start() {
        catchUp();
        started = true;
    }

    @Override
    public void stop() {
        wake();
        synchronized (this) {
            catchUp();
            started = false;
        }
    }

    @Override
    public void flush() {
        wake();
        synchronized (this) {
            inBuffer = 0;
        }
    }

    private void wake() {
        if (wakeable) {
            hang.countDown();
        }
        hang();
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // guarded when written
    public synchronized void close() {
        open = false;
        started = false;
        closings++;
    }

    @Override
    public synchronized boolean isRunning() {
        return started;
    }

    @Override
    public int getBufferSize() {
        return size;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public AudioFormat getFormat() {
        return format;
    }

    @Override
    public void drain() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isActive() {
        return isRunning();
    }

    @Override
    public int getFramePosition() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long getLongFramePosition() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long getMicrosecondPosition() {
        throw new UnsupportedOperationException();
    }

    @Override
    public float getLevel() {
        return AudioSystem.NOT_SPECIFIED;
    }

    @Override
    public Line.Info getLineInfo() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void open() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Control[] getControls() {
        return new Control[0];
    }

    @Override
    public boolean isControlSupported(Control.Type control) {
        return false;
    }

    @Override
    public Control getControl(Control.Type control) {
        throw new IllegalArgumentException(control.toString());
    }

    @Override
    public void addLineListener(LineListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void removeLineListener(LineListener listener) {
        throw new UnsupportedOperationException();
    }

    /** Plays. */
    static final class Source extends FakeLine implements SourceDataLine {
        /** Everything that was written. */
        final ByteArrayOutputStream written = new ByteArrayOutputStream();

        Source(FakeMixer mixer, TestClock clock) {
            super(mixer, clock);
        }

        @Override
        void run(long frames) {
            inBuffer = Math.max(0, inBuffer - frames * frameSize());
        }

        @Override
        public void open(AudioFormat wanted, int bytes) throws LineUnavailableException {
            openWith(wanted, bytes);
        }

        @Override
        public void open(AudioFormat wanted) throws LineUnavailableException {
            openWith(wanted, AudioSystem.NOT_SPECIFIED);
        }

        @Override
        public synchronized int available() {
            catchUp();
            return (int) (size - inBuffer);
        }

        @Override
        public int write(byte[] bytes, int from, int count) {
            hang();
            synchronized (this) {
                catchUp();
                int taken = (int) Math.min(count, size - inBuffer);
                inBuffer += taken;
                written.write(bytes, from, taken);
                return taken;
            }
        }

        synchronized byte[] heard() {
            return written.toByteArray();
        }
    }

    /** Records a sawtooth: each frame's samples are its number. */
    static final class Target extends FakeLine implements TargetDataLine {
        private long next;
        private boolean asked;

        Target(FakeMixer mixer, TestClock clock) {
            super(mixer, clock);
        }

        @Override
        void run(long frames) {
            long room = (size - inBuffer) / frameSize();
            long lost = Math.max(0, frames - room);
            inBuffer += (frames - lost) * frameSize();
        }

        @Override
        public void open(AudioFormat wanted, int bytes) throws LineUnavailableException {
            openWith(wanted, bytes);
        }

        @Override
        public void open(AudioFormat wanted) throws LineUnavailableException {
            openWith(wanted, AudioSystem.NOT_SPECIFIED);
        }

        @Override
        public synchronized int available() {
            if (!asked) {
                return size; // as the platform's lines on Linux say before anything flows
            }
            catchUp();
            return (int) inBuffer;
        }

        @Override
        public int read(byte[] bytes, int from, int count) {
            hang();
            synchronized (this) {
                catchUp();
                asked = true;
                int given = (int) Math.min(count, inBuffer);
                for (int i = 0; i < given; i += Short.BYTES) {
                    short sample = (short) (next + i / frameSize());
                    bytes[from + i] = (byte) sample;
                    bytes[from + i + 1] = (byte) (sample >> Byte.SIZE);
                }
                next += given / frameSize();
                inBuffer -= given;
                return given;
            }
        }
    }
}
