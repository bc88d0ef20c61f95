package miniport.dmus;

import miniport.dmus.synth.SynthRig;

/** Measures what was rendered; the left channel of it. Positions are frames. */
final class Sound {
    private Sound() {}

    static float peak(float[] stereo, int from, int frames) {
        float peak = 0;
        for (int i = from; i < from + frames; i++) {
            peak = Math.max(peak, Math.abs(stereo[2 * i]));
        }
        return peak;
    }

    /** First frame that is louder; −1 = none. */
    static int onset(float[] stereo, float level) {
        for (int i = 0; i < stereo.length / 2; i++) {
            if (Math.abs(stereo[2 * i]) > level) {
                return i;
            }
        }
        return -1;
    }

    /** By the times of the first and the last rising zero crossing. */
    static double hertz(float[] stereo, int from, int frames, int rate) {
        double first = -1;
        double last = -1;
        int periods = -1;
        for (int i = from + 1; i < from + frames; i++) {
            double before = stereo[2 * i - 2];
            double now = stereo[2 * i];
            if (before < 0 && now >= 0) {
                last = i - now / (now - before);
                first = first < 0 ? last : first;
                periods++;
            }
        }
        return periods * rate / (last - first);
    }

    /** Pulls in small pieces, as a wave sink does. */
    static float[] pulled(SynthRig rig, int frames, int piece) {
        float[] all = new float[2 * frames];
        for (int done = 0; done < frames; done += piece) {
            int count = Math.min(piece, frames - done);
            System.arraycopy(rig.pull(count), 0, all, 2 * done, 2 * count);
        }
        return all;
    }
}
