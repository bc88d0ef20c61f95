package adapter.virtual.ac97;

import adapter.virtual.FrameClock;
import adapter.virtual.ac97.Codec.Gains;

import org.jspecify.annotations.Nullable;

/**
 * The way of sound through the codec: from memory and the sockets into the mix and out, and from
 * the sockets and the mix into memory. Exact where no gain is set. Its owner guards it.
 */
final class Analog {
    /** Most frames at a time. */
    static final int BLOCK = 512;

    private static final int MIC = 0;
    private static final int LINE = 4;
    private static final int MIX = 5;
    private static final int MONO_MIX = 6;

    private final Codec codec;
    private final Played played = new Played();

    /** What is in the sockets; null = a cable from the output. */
    private final @Nullable Input input;

    private final short[] heard = new short[2 * BLOCK];
    private final short[] mix = new short[2 * BLOCK];
    private final short[] socket = new short[2 * BLOCK];

    /**
     * Makes one.
     *
     * @param input what is in microphone and line sockets; null = a cable from the output, which
     *     can be recorded but is not mixed into the output again
     */
    Analog(Codec codec, @Nullable Input input) {
        this.codec = codec;
        this.input = input;
    }

    /** What was played is on another grid from now on. */
    void newGrid() {
        played.clear();
    }

    /** Whether the output sounds even when nothing is played. */
    boolean passesThrough() {
        Gains gains = codec.gains();
        boolean mixed = gains.line[0] != 0 || gains.line[1] != 0 || gains.mic != 0;
        return mixed && input != null && (gains.master[0] != 0 || gains.master[1] != 0);
    }

    /**
     * Plays frames.
     *
     * @param since frames that were played before
     * @param pcm stereo, out of memory
     * @return what leaves by the socket, until the next call
     */
    short[] play(long frame, long since, int rate, short[] pcm, int count) {
        Gains gains = codec.gains();
        boolean through = passesThrough();
        if (through && input != null) {
            input.read(since, rate, heard, count);
        }
        for (int i = 0; i < 2 * count; i++) {
            int channel = i & 1;
            float more = through ? heard[i] * gains.line[channel] + heard[i & ~1] * gains.mic : 0;
            float mixed = pcm[i] * gains.pcm[channel] + more;
            mix[i] = clip(mixed);
            socket[i] = clip(pcm[i] * gains.straight[channel] + more * gains.master[channel]);
        }
        played.add(frame, mix, socket, count);
        return socket;
    }

    /**
     * Records stereo frames.
     *
     * @param since frames that were recorded before
     */
    void record(
            long frame, FrameClock grid, FrameClock playing, long since, short[] to, int count) {
        listen(since, grid.rate(), count);
        float[] gain = codec.gains().record;
        for (int i = 0; i < count; i++) {
            long shown = playedAt(frame + i, grid, playing);
            for (int channel = 0; channel < 2; channel++) {
                float sample = source(codec.recordSource(channel), i, shown, channel);
                to[2 * i + channel] = clip(sample * gain[channel]);
            }
        }
    }

    /** Records frames of the microphone's own converter, one channel. */
    void recordMic(
            long frame, FrameClock grid, FrameClock playing, long since, short[] to, int count) {
        listen(since, grid.rate(), count);
        float gain = codec.gains().micRecord;
        for (int i = 0; i < count; i++) {
            long shown = playedAt(frame + i, grid, playing);
            to[i] = clip(source(MIC, i, shown, 0) * gain);
        }
    }

    private void listen(long since, int rate, int count) {
        if (input != null) {
            input.read(since, rate, heard, count);
        }
    }

    private float source(int select, int index, long shown, int channel) {
        return switch (select) {
            case MIC ->
                    codec.gains().boost
                            * (input == null ? played.socket(shown, 0) : heard[2 * index]);
            case LINE -> input == null ? played.socket(shown, channel) : heard[2 * index + channel];
            case MIX -> played.mix(shown, channel);
            case MONO_MIX -> (played.mix(shown, 0) + played.mix(shown, 1)) / 2f;
            default -> 0;
        };
    }

    /** The frame that is played while one is recorded. */
    private static long playedAt(long frame, FrameClock grid, FrameClock playing) {
        return grid.rate() == playing.rate() ? frame : playing.framesAt(grid.timeOf(frame));
    }

    private static short clip(float sample) {
        return (short) Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
