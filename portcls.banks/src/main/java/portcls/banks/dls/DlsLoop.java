package portcls.banks.dls;

/**
 * A loop of a wave, in frames.
 *
 * @param release whether it ends when the key is released
 * @param length at least 1
 */
public record DlsLoop(boolean release, int start, int length) {}
