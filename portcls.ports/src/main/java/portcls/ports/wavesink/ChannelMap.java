package portcls.ports.wavesink;

/**
 * Another number of channels: one goes to all, all go to one as their mean, and else the first of
 * the one are the first of the other.
 */
record ChannelMap(int from, int to) {
    /** Maps interleaved frames. */
    void map(float[] source, float[] target, int frames) {
        for (int frame = 0; frame < frames; frame++) {
            int at = frame * from;
            for (int channel = 0; channel < to; channel++) {
                target[frame * to + channel] = sample(source, at, channel);
            }
        }
    }

    private float sample(float[] source, int at, int channel) {
        if (from == 1) {
            return source[at];
        }
        if (to == 1) {
            float sum = 0;
            for (int i = 0; i < from; i++) {
                sum += source[at + i];
            }
            return sum / from;
        }
        return channel < from ? source[at + channel] : 0;
    }
}
