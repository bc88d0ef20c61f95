package portcls.api.wavert;

/** How a volume changes, AUDIO_CURVE_TYPE ({@code ne-ksmedia-audio_curve_type}). */
public enum CurveType {
    /** At once; the duration must be 0. */
    NONE,
    /** Over the duration. */
    WINDOWS_FADE
}
