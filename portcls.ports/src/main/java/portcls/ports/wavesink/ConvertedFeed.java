package portcls.ports.wavesink;

import org.jspecify.annotations.Nullable;

import portcls.api.ks.WaveFormat;
import portcls.wav.Resampler;
import portcls.wav.SampleCodec;

import java.lang.foreign.MemorySegment;

/** Another format: rendered aside, then channels, rate and samples are converted. */
final class ConvertedFeed implements Feed {
    /** Parts of a second that are converted at a time. */
    private static final int PARTS = 100;

    private final Music music;
    private final SampleCodec fromCodec;
    private final SampleCodec toCodec;
    private final WaveFormat from;
    private final WaveFormat to;
    private final @Nullable Resampler resampler;
    private final int chunk;

    /** Channels before and after the rate is changed: where there are fewer. */
    private final ChannelMap before;

    private final ChannelMap after;
    private final float[] rendered;
    private final float[] narrowed;
    private final float[] resampled;
    private final float[] finished;

    ConvertedFeed(Music music, WaveFormat from, WaveFormat to) {
        this.music = music;
        this.from = from;
        this.to = to;
        fromCodec = SampleCodec.of(from);
        toCodec = SampleCodec.of(to);
        chunk = Math.ceilDiv(to.samplesPerSecond(), PARTS);
        int fewer = Math.min(from.channels(), to.channels());
        before = new ChannelMap(from.channels(), fewer);
        after = new ChannelMap(fewer, to.channels());
        boolean sameRate = from.samplesPerSecond() == to.samplesPerSecond();
        resampler =
                sameRate
                        ? null
                        : new Resampler(
                                from.samplesPerSecond(), to.samplesPerSecond(), fewer, chunk);
        int block = music.blockFrames();
        rendered = new float[block * from.channels()];
        narrowed = new float[block * fewer];
        resampled = new float[chunk * fewer];
        finished = new float[chunk * to.channels()];
    }

    @Override
    public void fill(MemorySegment packet, Timing timing) {
        int frames = (int) (packet.byteSize() / to.blockAlign());
        int done = 0;
        while (done < frames) {
            int count = Math.min(chunk, frames - done);
            float[] source = resampler == null ? narrowed : resampled;
            if (resampler == null) {
                renderNarrow(count, timing);
            } else {
                resample(resampler, count, timing);
            }
            after.map(source, finished, count);
            toCodec.encode(
                    finished, 0, packet, (long) done * to.blockAlign(), count * to.channels());
            done += count;
        }
    }

    private void resample(Resampler rate, int count, Timing timing) {
        int needed = rate.needed(count);
        while (needed > 0) {
            int part = Math.min(needed, music.blockFrames());
            renderNarrow(part, timing);
            rate.put(narrowed, part);
            needed -= part;
        }
        rate.take(resampled, count);
    }

    private void renderNarrow(int frames, Timing timing) {
        MemorySegment sound = music.renderAside(frames, timing.heard100ns(music.next()));
        fromCodec.decode(sound, 0, rendered, 0, frames * from.channels());
        before.map(rendered, narrowed, frames);
    }
}
