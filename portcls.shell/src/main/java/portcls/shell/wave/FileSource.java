package portcls.shell.wave;

import portcls.wav.WavReader;

import java.io.IOException;

/** Sound of a WAV file. */
record FileSource(WavReader file) implements FloatSource {
    @Override
    public int channels() {
        return file.format().channels();
    }

    @Override
    public int rate() {
        return file.format().samplesPerSecond();
    }

    @Override
    public long frames() {
        return file.frames();
    }

    @Override
    public int read(float[] into, int count) throws IOException {
        return file.read(into, 0, count);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
