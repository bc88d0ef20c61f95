package adapter.jdk.wave;

import portcls.testkit.TestClock;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.Control;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.Line;
import javax.sound.sampled.LineListener;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;

/** A mixer with lines that play and record at the pace of a clock which the test moves. */
public final class FakeMixer implements Mixer {
    /** What the lines of the Java platform on Linux say, shortened. */
    static final AudioFormat[] ANY_RATE = {
        format(Encoding.PCM_UNSIGNED, AudioSystem.NOT_SPECIFIED, 8, 2, 2, false),
        format(Encoding.PCM_SIGNED, AudioSystem.NOT_SPECIFIED, 8, 2, 2, false),
        format(Encoding.PCM_SIGNED, AudioSystem.NOT_SPECIFIED, 16, 2, 4, false),
        format(Encoding.PCM_SIGNED, AudioSystem.NOT_SPECIFIED, 16, 8, 16, true),
        format(Encoding.PCM_SIGNED, AudioSystem.NOT_SPECIFIED, 24, 2, 8, false),
        format(Encoding.PCM_SIGNED, AudioSystem.NOT_SPECIFIED, 24, 2, 6, false),
        format(Encoding.ULAW, AudioSystem.NOT_SPECIFIED, 8, 2, 2, false)
    };

    /** Lines that were made, in order. */
    final List<FakeLine> lines = new CopyOnWriteArrayList<>();

    /** What can be opened. */
    volatile Predicate<AudioFormat> opens = format -> true;

    private final Info info;
    private final TestClock clock;
    private final AudioFormat[] renders;
    private final AudioFormat[] captures;

    static final class FakeInfo extends Info {
        FakeInfo(String name, String vendor) {
            super(name, vendor, "Direct Audio Device: " + name, "1");
        }
    }

    FakeMixer(String name, String vendor, TestClock clock, AudioFormat[] out, AudioFormat[] in) {
        info = new FakeInfo(name, vendor);
        this.clock = clock;
        renders = out;
        captures = in;
    }

    /** One that plays and records. */
    public FakeMixer(String name, String vendor, TestClock clock) {
        this(name, vendor, clock, ANY_RATE, ANY_RATE);
    }

    /** One that has volume controls only. */
    public static FakeMixer withoutLines(String name, TestClock clock) {
        return new FakeMixer(name, "maker", clock, new AudioFormat[0], new AudioFormat[0]);
    }

    static AudioFormat format(
            Encoding encoding, float rate, int bits, int channels, int frame, boolean bigEndian) {
        return new AudioFormat(encoding, rate, bits, channels, frame, rate, bigEndian);
    }

    @Override
    public Info getMixerInfo() {
        return info;
    }

    @Override
    public Line.Info[] getSourceLineInfo() {
        return infos(SourceDataLine.class, renders);
    }

    @Override
    public Line.Info[] getTargetLineInfo() {
        return infos(TargetDataLine.class, captures);
    }

    private static Line.Info[] infos(Class<?> type, AudioFormat[] formats) {
        return formats.length == 0
                ? new Line.Info[0]
                : new Line.Info[] {new DataLine.Info(type, formats, 32, AudioSystem.NOT_SPECIFIED)};
    }

    @Override
    public Line getLine(Line.Info wanted) {
        FakeLine line =
                wanted.getLineClass() == SourceDataLine.class
                        ? new FakeLine.Source(this, clock)
                        : new FakeLine.Target(this, clock);
        lines.add(line);
        return line;
    }

    @Override
    public int getMaxLines(Line.Info line) {
        return 1;
    }

    @Override
    public Line.Info[] getSourceLineInfo(Line.Info wanted) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Line.Info[] getTargetLineInfo(Line.Info wanted) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isLineSupported(Line.Info wanted) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Line[] getSourceLines() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Line[] getTargetLines() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void synchronize(Line[] some, boolean maintainSync) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void unsynchronize(Line[] some) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isSynchronizationSupported(Line[] some, boolean maintainSync) {
        return false;
    }

    @Override
    public Line.Info getLineInfo() {
        return new Line.Info(Mixer.class);
    }

    @Override
    public void open() {}

    @Override
    public void close() {}

    @Override
    public boolean isOpen() {
        return true;
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
}
