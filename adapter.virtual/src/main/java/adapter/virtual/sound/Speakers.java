package adapter.virtual.sound;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import java.util.Optional;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;

/**
 * The machine's default sound output. It keeps its own time: when it falls behind the master clock
 * a buffer is left out, when it runs ahead it gets a little silence; both are counted. One thread.
 */
final class Speakers implements Output {
    private static final System.Logger LOG = System.getLogger(Speakers.class.getName());

    /** Length of the line's own buffer. */
    private static final int BUFFER_MILLIS = 120;

    /** Silence that comes first, so that the line does not run dry. */
    private static final int RESERVE_MILLIS = 60;

    private final SourceDataLine line;
    private final byte[] reserve;
    private long leftOut;
    private long ranDry;

    private Speakers(SourceDataLine line, byte[] reserve) {
        this.line = line;
        this.reserve = reserve;
    }

    /** Opens the default output; empty, with a word in the log, when there is none. */
    static Optional<Speakers> open(String device, AudioFormat format) {
        try {
            SourceDataLine line = AudioSystem.getSourceDataLine(format);
            line.open(format, bytes(format, BUFFER_MILLIS));
            line.start();
            return Optional.of(new Speakers(line, new byte[bytes(format, RESERVE_MILLIS)]));
        } catch (LineUnavailableException | IllegalArgumentException e) {
            LOG.log(
                    WARNING,
                    "{0} has output=speakers, but this machine offers no sound output that can be"
                            + " used ({1}). It works on in silence and can be recorded; plug a"
                            + " sound device in and change its configuration to try again.",
                    device,
                    e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void play(byte[] data, int offset, int length) {
        if (line.available() >= line.getBufferSize()) {
            ranDry++;
            line.write(reserve, 0, Math.min(reserve.length, line.available()));
        }
        if (line.available() >= length) {
            line.write(data, offset, length);
        } else {
            leftOut++;
        }
    }

    @Override
    public void close() {
        line.close();
        LOG.log(DEBUG, "speakers ran dry {0} times, buffers left out: {1}", ranDry, leftOut);
    }

    private static int bytes(AudioFormat format, int millis) {
        int frames = Math.round(format.getFrameRate() * millis / 1_000);
        return frames * format.getFrameSize();
    }
}
