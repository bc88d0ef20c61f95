package portcls.sb16;

/** What a DSP says of itself: 4.x is a Sound Blaster 16, 3.x a Pro, 2.x and 1.x older. */
public record DspVersion(int major, int minor) {
    private static final int SIXTEEN = 4;

    /** Whether it moves 16-bit samples and has a CT1745 beside it. */
    public boolean isSixteen() {
        return major == SIXTEEN;
    }

    @Override
    public String toString() {
        return major + "." + (minor < 10 ? "0" : "") + minor;
    }
}
