package portcls.api.drm;

/**
 * Sound of one origin (KSDRMAUDIOSTREAM_CONTENTID).
 *
 * @param contentId its id; 0 = sound that belongs to nobody
 * @param rights what must not be done with it
 */
public record DrmContent(int contentId, DrmRights rights) {
    /** Sound that belongs to nobody. */
    public static final DrmContent DEFAULT = new DrmContent(0, DrmRights.DEFAULT);
}
