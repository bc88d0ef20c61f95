package adapter.virtual.wave;

import portcls.api.adapter.StreamControls;
import portcls.api.adapter.WaveEndpoint;
import portcls.api.ks.WaveFormat;

import java.io.IOException;

/** A stream that plays with volume, mute and meter of its own. */
final class OffloadStream extends RenderStream implements StreamControls {
    private final Levels levels;

    OffloadStream(Pacer pacer, WaveEndpoint endpoint, WaveFormat format) {
        super(pacer, endpoint, format);
        levels = new Levels(format.samplesPerSecond(), format.channels());
    }

    @Override
    void moveFrames(int blockFrames, Mix mix) throws IOException {
        super.moveFrames(blockFrames, mix);
        if (isMoving()) {
            levels.apply(samples(), blockFrames); // heard or not: a ramp takes its time
        }
    }

    @Override
    boolean isUnchanged() {
        return levels.wasUnity();
    }

    @Override
    public int channels() {
        return levels.channels();
    }

    @Override
    public int minimumLevel() {
        return levels.minimumLevel();
    }

    @Override
    public int maximumLevel() {
        return levels.maximumLevel();
    }

    @Override
    public int level(int channel) {
        return levels.level(channel);
    }

    @Override
    public void level(int channel, int level, long ramp100ns) {
        levels.level(channel, level, ramp100ns);
    }

    @Override
    public boolean muted(int channel) {
        return levels.muted(channel);
    }

    @Override
    public void muted(int channel, boolean mute) {
        levels.muted(channel, mute);
    }

    @Override
    public int peak(int channel) {
        return levels.peak(channel);
    }
}
