package portcls.ports.wavesink;

import portcls.api.ks.WaveFormat;

import java.lang.foreign.MemorySegment;

/** Brings the synthesizer's sound into packets. For the thread that pulls; allocates nothing. */
sealed interface Feed permits DirectFeed, ConvertedFeed {
    /** Where one that is made asks when a sample is heard. */
    @FunctionalInterface
    interface Timing {
        /** Master time at which a sample of the synthesizer is heard. */
        long heard100ns(long sample);
    }

    /** Fills all of it with what comes next. */
    void fill(MemorySegment packet, Timing timing);

    /** The way from one format to another. */
    static Feed of(Music music, WaveFormat from, WaveFormat to) {
        return isSame(from, to) ? new DirectFeed(music) : new ConvertedFeed(music, from, to);
    }

    private static boolean isSame(WaveFormat from, WaveFormat to) {
        return from.subFormat().equals(to.subFormat())
                && from.channels() == to.channels()
                && from.samplesPerSecond() == to.samplesPerSecond()
                && from.bitsPerSample() == to.bitsPerSample()
                && from.validBitsPerSample() <= to.validBitsPerSample();
    }
}
