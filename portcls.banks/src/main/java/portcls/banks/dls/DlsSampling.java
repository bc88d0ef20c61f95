package portcls.banks.dls;

import org.jspecify.annotations.Nullable;

/**
 * How a wave is played ({@code wsmp}).
 *
 * @param key the key that plays it at its own pitch
 * @param cents fine tuning
 * @param gain in 1/655360 dB
 * @param options as in the file
 * @param loop {@code null}: not looped
 */
public record DlsSampling(int key, int cents, int gain, int options, @Nullable DlsLoop loop) {
    /** What applies when nothing is said. */
    public static final DlsSampling DEFAULT = new DlsSampling(60, 0, 0, 0, null);
}
