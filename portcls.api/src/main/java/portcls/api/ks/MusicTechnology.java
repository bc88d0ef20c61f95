package portcls.api.ks;

/** How a music device makes its sound ({@code music-technology-guids}). */
public final class MusicTechnology {
    /** A port: the sound is made elsewhere. The default. */
    public static final KsId PORT = KsId.of("86c92e60-62e8-11cf-a5d6-28db04c10000", "PORT");

    public static final KsId SQSYNTH = KsId.of("0ecf4380-62e9-11cf-a5d6-28db04c10000", "SQSYNTH");
    public static final KsId FMSYNTH = KsId.of("252c5c80-62e9-11cf-a5d6-28db04c10000", "FMSYNTH");
    public static final KsId WAVETABLE =
            KsId.of("394ec7c0-62e9-11cf-a5d6-28db04c10000", "WAVETABLE");
    public static final KsId SWSYNTH = KsId.of("37407736-3620-11d1-85d3-0000f8754380", "SWSYNTH");

    private MusicTechnology() {}
}
