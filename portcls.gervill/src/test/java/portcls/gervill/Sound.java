package portcls.gervill;

import java.util.Arrays;

/** What was rendered, and what can be measured of it. Frames are those of the synthesizer. */
record Sound(long firstFrame, float[] samples) {
    /** Renders that many frames in one go. */
    static Sound render(GervillSynth synth, int frames) {
        long first = synth.renderedFrames();
        float[] samples = new float[GervillSynth.CHANNELS * frames];
        synth.render(samples, 0, frames);
        return new Sound(first, samples);
    }

    int frames() {
        return samples.length / GervillSynth.CHANNELS;
    }

    Sound part(int from, int until) {
        return new Sound(
                firstFrame + from,
                Arrays.copyOfRange(
                        samples, GervillSynth.CHANNELS * from, GervillSynth.CHANNELS * until));
    }

    float peak() {
        float peak = 0;
        for (float sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }

    /** The first frame that is not silent; -1 = all are. */
    long onset() {
        for (int i = 0; i < samples.length; i++) {
            if (samples[i] != 0) {
                return firstFrame + i / GervillSynth.CHANNELS;
            }
        }
        return -1;
    }

    /** Pitch of the left channel by its rising zero crossings, each to a part of a frame. */
    double hertz() {
        double first = -1;
        double last = -1;
        int periods = -1;
        for (int i = 1; i < frames(); i++) {
            float before = samples[GervillSynth.CHANNELS * (i - 1)];
            float now = samples[GervillSynth.CHANNELS * i];
            if (before < 0 && now >= 0) {
                last = i - 1 + before / (before - now);
                first = first < 0 ? last : first;
                periods++;
            }
        }
        return periods < 1 ? 0 : periods * GervillSynth.SAMPLE_RATE / (last - first);
    }
}
