package portcls.banks.dls;

/**
 * The keys and velocities for which an instrument plays a wave, and how.
 *
 * @param level2 whether it is a level 2 region ({@code rgn2})
 * @param options 1: the same note may sound several times at once
 * @param keyGroup 0, or a group of which one note sounds at a time
 * @param linkOptions options of the link to the wave
 * @param phaseGroup 0, or a group of waves that stay in phase
 * @param channel the speaker, 1 = left or mono
 * @param wave index in {@link DlsFile#waves()}; in a download block the id of the wave's block
 */
public record DlsRegion(
        boolean level2,
        int keyLow,
        int keyHigh,
        int velocityLow,
        int velocityHigh,
        int options,
        int keyGroup,
        int linkOptions,
        int phaseGroup,
        int channel,
        int wave,
        DlsSampling sampling,
        DlsArticulation articulation) {

    /** The same one, playing another wave. */
    public DlsRegion withWave(int newWave) {
        return new DlsRegion(
                level2,
                keyLow,
                keyHigh,
                velocityLow,
                velocityHigh,
                options,
                keyGroup,
                linkOptions,
                phaseGroup,
                channel,
                newWave,
                sampling,
                articulation);
    }

    /** The same one, its wave played in another way. */
    public DlsRegion withSampling(DlsSampling newSampling) {
        return new DlsRegion(
                level2,
                keyLow,
                keyHigh,
                velocityLow,
                velocityHigh,
                options,
                keyGroup,
                linkOptions,
                phaseGroup,
                channel,
                wave,
                newSampling,
                articulation);
    }

    /** The same one with another articulation. */
    public DlsRegion withArticulation(DlsArticulation newArticulation) {
        return new DlsRegion(
                level2,
                keyLow,
                keyHigh,
                velocityLow,
                velocityHigh,
                options,
                keyGroup,
                linkOptions,
                phaseGroup,
                channel,
                wave,
                sampling,
                newArticulation);
    }
}
