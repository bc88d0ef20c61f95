package portcls.bench.position;

import portcls.bench.stack.Ends;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;

/** The JDK's own line, kept full of silence by a thread. */
final class LinePosition implements PositionSource {
    private static final int RATE = 48_000;
    private static final int FRAME_BYTES = 4;
    private static final int BUFFER_FRAMES = 9_600;
    private static final int PACKET_BYTES = BUFFER_FRAMES / 4 * FRAME_BYTES;

    private final SourceDataLine line;
    private final Thread program;
    private volatile boolean over;

    LinePosition() throws LineUnavailableException {
        AudioFormat format = new AudioFormat(RATE, Short.SIZE, 2, true, false);
        line = AudioSystem.getSourceDataLine(format);
        line.open(format, BUFFER_FRAMES * FRAME_BYTES);
        line.start();
        program = Thread.ofPlatform().daemon().name("program").start(this::program);
    }

    private void program() {
        byte[] silence = new byte[PACKET_BYTES];
        while (!over) {
            line.write(silence, 0, silence.length);
        }
    }

    @Override
    public long frames() {
        return line.getLongFramePosition();
    }

    @Override
    public long glitches() {
        return -1;
    }

    @Override
    public void close() {
        over = true;
        line.stop();
        line.flush();
        Ends.await(program);
        line.close();
    }
}
