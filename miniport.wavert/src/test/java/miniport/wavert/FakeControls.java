package miniport.wavert;

import portcls.api.adapter.StreamControls;

import java.util.ArrayList;
import java.util.List;

/** Two channels whose levels are remembered. */
final class FakeControls implements StreamControls {
    final List<String> changes = new ArrayList<>();
    final int[] levels = new int[2];
    final boolean[] muted = new boolean[2];
    final int[] peaks = new int[2];
    boolean canSwitchEffects;
    private boolean effects;

    @Override
    public int channels() {
        return 2;
    }

    @Override
    public int minimumLevel() {
        return -96 * 65_536;
    }

    @Override
    public int maximumLevel() {
        return 0;
    }

    @Override
    public int level(int channel) {
        return levels[channel];
    }

    @Override
    public void level(int channel, int level, long ramp100ns) {
        levels[channel] = level;
        changes.add(channel + " to " + level + " in " + ramp100ns);
    }

    @Override
    public boolean muted(int channel) {
        return muted[channel];
    }

    @Override
    public void muted(int channel, boolean mute) {
        muted[channel] = mute;
    }

    @Override
    public int peak(int channel) {
        int peak = peaks[channel];
        peaks[channel] = 0;
        return peak;
    }

    @Override
    public boolean effects() {
        return effects;
    }

    @Override
    public void effects(boolean on) {
        effects = canSwitchEffects && on;
    }
}
