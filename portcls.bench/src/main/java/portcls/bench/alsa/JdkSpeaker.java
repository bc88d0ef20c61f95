package portcls.bench.alsa;

import portcls.bench.stack.Ends;
import portcls.bench.stack.Longs;
import portcls.bench.stack.TestTone;

import java.lang.foreign.MemorySegment;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;

/** The JDK's own line on ALSA's default device, a buffer of the same size, written in packets. */
final class JdkSpeaker implements Speaker {
    private static final int MOST_TIMES = 100_000;

    private final SourceDataLine line;
    private final int packetFrames;
    private final byte[] packet;
    private final MemorySegment view;
    private final Longs wakes = new Longs(MOST_TIMES);
    private final Longs clicks = new Longs(MOST_TIMES);
    private final Thread program;
    private long frame;
    private volatile boolean over;

    JdkSpeaker(int frames) throws LineUnavailableException {
        packetFrames = frames / PACKETS;
        packet = new byte[packetFrames * TestTone.FRAME_BYTES];
        view = MemorySegment.ofArray(packet);
        AudioFormat format = new AudioFormat(TestTone.RATE, Short.SIZE, 2, true, false);
        line = AudioSystem.getSourceDataLine(format);
        line.open(format, frames * TestTone.FRAME_BYTES);
        program = Thread.ofPlatform().daemon().name("program").unstarted(this::program);
    }

    private void next() {
        if (TestTone.fill(view, frame)) {
            clicks.add(System.nanoTime());
        }
        frame += packetFrames;
        line.write(packet, 0, packet.length);
    }

    private void program() {
        while (!over) {
            next();
            wakes.add(System.nanoTime());
        }
    }

    /** The line blocks whoever writes more than fits before it was started. */
    @Override
    public void start() {
        for (int left = line.available(); left >= packet.length; left -= packet.length) {
            next();
        }
        line.start();
        program.start();
    }

    @Override
    public Longs wakes() {
        return wakes;
    }

    @Override
    public Longs clicks() {
        return clicks;
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
