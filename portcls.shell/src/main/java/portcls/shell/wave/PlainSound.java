package portcls.shell.wave;

import portcls.wav.WavReader;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** A WAV file in the very format of the device: nothing is converted. */
record PlainSound(WavReader file) implements Sound {
    @Override
    public long frames() {
        return file.frames();
    }

    @Override
    public int fill(MemorySegment packet, int count) throws IOException {
        return file.read(packet, 0, count);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
