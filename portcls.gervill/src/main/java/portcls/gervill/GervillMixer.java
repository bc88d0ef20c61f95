package portcls.gervill;

import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.Control;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.Line;
import javax.sound.sampled.LineListener;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;

/** A mixer that has one line and gives it to whoever asks; nobody but our synthesizer can. */
final class GervillMixer implements Mixer {
    /** Its name. */
    static final Mixer.Info INFO = new OwnInfo();

    private static final class OwnInfo extends Mixer.Info {
        OwnInfo() {
            super("Line of the Java synthesizer", "portcls", "For our own use", "1");
        }
    }

    private final GervillLine line;

    GervillMixer(GervillLine line) {
        this.line = line;
    }

    @Override
    public Mixer.Info getMixerInfo() {
        return INFO;
    }

    @Override
    public Line.Info[] getSourceLineInfo() {
        return new Line.Info[] {line.getLineInfo()};
    }

    @Override
    public Line.Info[] getTargetLineInfo() {
        return new Line.Info[0];
    }

    @Override
    public Line.Info[] getSourceLineInfo(Line.Info info) {
        return isLineSupported(info) ? getSourceLineInfo() : new Line.Info[0];
    }

    @Override
    public Line.Info[] getTargetLineInfo(Line.Info info) {
        return new Line.Info[0];
    }

    @Override
    public boolean isLineSupported(Line.Info info) {
        return info.getLineClass() == SourceDataLine.class
                && info instanceof DataLine.Info data
                && data.isFormatSupported(line.getFormat());
    }

    @Override
    public Line getLine(Line.Info info) {
        if (!isLineSupported(info)) {
            throw new IllegalArgumentException("line=" + info + " is not supported");
        }
        return line;
    }

    /** Says "any number", since mixers that mix are asked first. */
    @Override
    public int getMaxLines(Line.Info info) {
        return isLineSupported(info) ? AudioSystem.NOT_SPECIFIED : 0;
    }

    @Override
    public Line[] getSourceLines() {
        return line.isOpen() ? new Line[] {line} : new Line[0];
    }

    @Override
    public Line[] getTargetLines() {
        return new Line[0];
    }

    @Override
    public void synchronize(Line[] lines, boolean maintainSync) {
        throw new IllegalArgumentException("this mixer has one line; nothing to synchronize");
    }

    @Override
    public void unsynchronize(Line[] lines) {
        throw new IllegalArgumentException("this mixer has one line; nothing to synchronize");
    }

    @Override
    public boolean isSynchronizationSupported(Line[] lines, boolean maintainSync) {
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
        throw new IllegalArgumentException("control=" + control + " is not supported");
    }

    @Override
    public void addLineListener(LineListener listener) {}

    @Override
    public void removeLineListener(LineListener listener) {}
}
