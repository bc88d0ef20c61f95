package adapter.jdk.wave;

import portcls.api.adapter.CyclicBuffer;
import portcls.api.time.MasterClock;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.function.Consumer;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;

/**
 * Plays. The line is first filled with silence, so that frames leave the cyclic buffer at the pace
 * of the device from the first one on, and not in a rush that no program can follow. What the
 * program has not handed over is silence, too.
 */
final class RenderStream extends LineStream {
    private static final byte UNSIGNED_SILENCE = (byte) 0x80;

    private final SourceDataLine line;
    private final byte silence;

    RenderStream(
            String name,
            MasterClock clock,
            SourceDataLine line,
            AudioFormat format,
            Consumer<LineStream> onClose) {
        super(name, clock, line, format, onClose);
        this.line = line;
        silence = format.getSampleSizeInBits() == Byte.SIZE ? UNSIGNED_SILENCE : 0;
    }

    @Override
    void openLine(AudioFormat format, int bytes) throws LineUnavailableException {
        line.open(format, bytes);
    }

    @Override
    int resting() {
        return shape.target(lineFrames);
    }

    @Override
    void begin() {
        int inLine = fill(used(line.available()));
        line.start();
        held = fill(Math.max(inLine, used(line.available())));
    }

    @Override
    int move(CyclicBuffer cyclic) {
        int inLine = used(line.available());
        if (inLine <= 0) {
            cyclic.xrun(0);
            inLine = fill(inLine);
        }
        int target = shape.target(lineFrames);
        int room = target - inLine;
        if (room < blockFrames) {
            held = inLine;
            return blockFrames - room;
        }
        int frames = (int) Math.min(blockFrames, shape.packet() - frame % shape.packet());
        frames = Math.min(frames, cyclic.contiguous(frame));
        int sounding = cyclic.playable(frame, frames);
        MemorySegment.copy(
                cyclic.memory(),
                ValueLayout.JAVA_BYTE,
                cyclic.offset(frame),
                block,
                0,
                sounding * frameBytes);
        Arrays.fill(block, sounding * frameBytes, frames * frameBytes, silence);
        if (write(cyclic, frames)) {
            held = inLine + frames;
            moved(cyclic, frames);
        }
        return 0;
    }

    /** Writes the block. False when the buffer is no longer ours afterwards. */
    private boolean write(CyclicBuffer cyclic, int frames) {
        int bytes = frames * frameBytes;
        int done = line.write(block, 0, bytes);
        while (done < bytes && goesOn()) {
            await(cyclic, blockFrames);
            done += line.write(block, done, bytes - done);
        }
        return isBuffersOwner();
    }

    /** Fills the line with silence up to where it is kept; returns what is in it then. */
    private int fill(int inLine) {
        int filled = Math.max(0, inLine);
        int target = shape.target(lineFrames);
        Arrays.fill(block, silence);
        while (filled < target) {
            int frames = Math.min(blockFrames, target - filled);
            int written = line.write(block, 0, frames * frameBytes) / frameBytes;
            if (written == 0) {
                break;
            }
            filled += written;
        }
        return filled;
    }
}
