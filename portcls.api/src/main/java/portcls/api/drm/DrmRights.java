package portcls.api.drm;

/**
 * What must not be done with sound ({@code ns-drmk-tagdrmrights}).
 *
 * @param copyProtect it must not be stored: a recorder of what plays stops, S/PDIF says "copy
 *     never", HDMI is encrypted
 * @param digitalOutputDisable it must not leave by S/PDIF
 */
public record DrmRights(boolean copyProtect, boolean digitalOutputDisable) {
    /** Everything may be done: the default. */
    public static final DrmRights DEFAULT = new DrmRights(false, false);

    /** What holds for a mix of both: each restriction of either. */
    public DrmRights and(DrmRights other) {
        return new DrmRights(
                copyProtect || other.copyProtect,
                digitalOutputDisable || other.digitalOutputDisable);
    }

    /** Whether anything is forbidden. */
    public boolean isRestricted() {
        return copyProtect || digitalOutputDisable;
    }
}
