package adapter.jdk.wave;

import portcls.api.adapter.CyclicBuffer;
import portcls.api.time.MasterClock;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Consumer;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.TargetDataLine;

/** Records. A line that is full has lost what came after. */
final class CaptureStream extends LineStream {
    private final TargetDataLine line;

    /** Whether frames came in this run: some lines call themselves full before they start. */
    private boolean flowing;

    CaptureStream(
            String name,
            MasterClock clock,
            TargetDataLine line,
            AudioFormat format,
            Consumer<LineStream> onClose) {
        super(name, clock, line, format, onClose);
        this.line = line;
    }

    @Override
    void openLine(AudioFormat format, int bytes) throws LineUnavailableException {
        line.open(format, bytes);
    }

    @Override
    int resting() {
        return blockFrames;
    }

    @Override
    void begin() {
        flowing = false;
        line.start();
    }

    @Override
    int move(CyclicBuffer cyclic) {
        int inLine = line.available() / frameBytes;
        held = Math.min(inLine, lineFrames);
        if (inLine >= lineFrames && flowing) {
            cyclic.xrun(0);
        }
        int frames = (int) Math.min(blockFrames, shape.packet() - frame % shape.packet());
        frames = Math.min(frames, cyclic.contiguous(frame));
        if (inLine < frames) {
            return frames - inLine;
        }
        int read = line.read(block, 0, frames * frameBytes) / frameBytes;
        if (read == 0) {
            return frames; // it only called itself full, or was stopped
        }
        flowing = true;
        if (isBuffersOwner()) {
            MemorySegment.copy(
                    block,
                    0,
                    cyclic.memory(),
                    ValueLayout.JAVA_BYTE,
                    cyclic.offset(frame),
                    read * frameBytes);
            moved(cyclic, read);
        }
        return 0;
    }
}
