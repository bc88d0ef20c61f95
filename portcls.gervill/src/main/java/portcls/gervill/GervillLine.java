package portcls.gervill;

import java.util.concurrent.atomic.AtomicLong;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.Control;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.Line;
import javax.sound.sampled.LineListener;
import javax.sound.sampled.SourceDataLine;

/**
 * The line that the synthesizer plays into: hands what it gets to a {@link LineSink}, which decides
 * when to come back. It has no buffer of its own and no controls.
 *
 * <p>Written by the synthesizer's thread; everything else may be called from any thread.
 */
public final class GervillLine implements SourceDataLine {
    /** What it says, since it must say something. */
    private static final int BUFFER_BYTES = 4_800;

    private final AudioFormat format;
    private final LineSink sink;
    private volatile boolean open;
    private volatile boolean started;
    private final AtomicLong frames = new AtomicLong();

    /**
     * Makes one.
     *
     * @param format what it takes: {@link Gervill#format}
     */
    public GervillLine(AudioFormat format, LineSink sink) {
        this.format = format;
        this.sink = sink;
    }

    @Override
    public int write(byte[] data, int offset, int length) {
        sink.take(data, offset, length);
        frames.addAndGet(length / format.getFrameSize());
        return length;
    }

    /** Lets a writer go that waits in the sink; no one waits from now on. */
    void release() {
        sink.release();
    }

    @Override
    public void open(AudioFormat wanted, int bufferSize) {
        if (!wanted.matches(format)) {
            throw new IllegalArgumentException("format=" + wanted + " is not " + format);
        }
        open = true;
    }

    @Override
    public void open(AudioFormat wanted) {
        open(wanted, getBufferSize());
    }

    @Override
    public void open() {
        open = true;
    }

    @Override
    public void close() {
        started = false;
        open = false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void start() {
        started = true;
    }

    @Override
    public void stop() {
        started = false;
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    @Override
    public boolean isActive() {
        return started;
    }

    @Override
    public void drain() {}

    @Override
    public void flush() {}

    @Override
    public AudioFormat getFormat() {
        return format;
    }

    @Override
    public int getBufferSize() {
        return BUFFER_BYTES;
    }

    @Override
    public int available() {
        return getBufferSize();
    }

    @Override
    public int getFramePosition() {
        return (int) frames.get();
    }

    @Override
    public long getLongFramePosition() {
        return frames.get();
    }

    @Override
    public long getMicrosecondPosition() {
        return (long) (frames.get() * 1_000_000.0 / format.getFrameRate());
    }

    @Override
    public float getLevel() {
        return AudioSystem.NOT_SPECIFIED;
    }

    @Override
    public Line.Info getLineInfo() {
        return new DataLine.Info(SourceDataLine.class, format);
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
        throw new IllegalArgumentException("control=" + control + " is not supported");
    }

    @Override
    public void addLineListener(LineListener listener) {}

    @Override
    public void removeLineListener(LineListener listener) {}
}
