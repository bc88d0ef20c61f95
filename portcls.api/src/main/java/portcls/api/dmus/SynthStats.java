package portcls.api.dmus;

/**
 * How a synthesizer fares, SYNTH_STATS ({@code ns-dmusprop-_synth_stats}); updated while it runs.
 *
 * @param validStats which of the members count: {@link #VOICES} … in any combination
 * @param voices voices that sound, on the average
 * @param totalCpu part of a processor that is used, percent
 * @param cpuPerVoice the same for each voice, percent
 * @param lostNotes notes that got no voice since the pin began to run
 * @param freeMemory bytes that are left for samples
 * @param peakVolume loudest since the pin began to run, 1/100 dB below full scale
 */
public record SynthStats(
        int validStats,
        int voices,
        int totalCpu,
        int cpuPerVoice,
        int lostNotes,
        int freeMemory,
        int peakVolume) {
    public static final int VOICES = 0x1;
    public static final int TOTAL_CPU = 0x2;
    public static final int CPU_PER_VOICE = 0x4;
    public static final int LOST_NOTES = 0x8;
    public static final int PEAK_VOLUME = 0x10;
    public static final int FREE_MEMORY = 0x20;

    /** Whether a member counts. */
    public boolean has(int stat) {
        return (validStats & stat) != 0;
    }
}
