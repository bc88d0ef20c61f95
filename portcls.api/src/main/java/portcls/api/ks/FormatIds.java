package portcls.api.ks;

/**
 * The GUIDs that make up data formats: major type, subtype, specifier ({@code audio-data-formats}).
 */
public final class FormatIds {
    public static final KsId TYPE_AUDIO =
            KsId.of("73647561-0000-0010-8000-00aa00389b71", "TYPE_AUDIO");
    public static final KsId TYPE_MUSIC =
            KsId.of("e725d360-62cc-11cf-a5d6-28db04c10000", "TYPE_MUSIC");

    public static final KsId SUBTYPE_PCM =
            KsId.of("00000001-0000-0010-8000-00aa00389b71", "SUBTYPE_PCM");
    public static final KsId SUBTYPE_IEEE_FLOAT =
            KsId.of("00000003-0000-0010-8000-00aa00389b71", "SUBTYPE_IEEE_FLOAT");
    public static final KsId SUBTYPE_ANALOG =
            KsId.of("6dba3190-67bd-11cf-a0f7-0020afd156e4", "SUBTYPE_ANALOG");
    public static final KsId SUBTYPE_MIDI =
            KsId.of("1d262760-e957-11cf-a5d6-28db04c10000", "SUBTYPE_MIDI");
    public static final KsId SUBTYPE_DIRECTMUSIC =
            KsId.of("1a82f8bc-3f8b-11d2-b774-0060083316c1", "SUBTYPE_DIRECTMUSIC");
    public static final KsId SUBTYPE_MIDI_BUS =
            KsId.of("2ca15fa0-6cfe-11cf-a5d6-28db04c10000", "SUBTYPE_MIDI_BUS");

    public static final KsId SPECIFIER_NONE =
            KsId.of("0f6417d6-c318-11d0-a43f-00a0c9223196", "SPECIFIER_NONE");
    public static final KsId SPECIFIER_WAVEFORMATEX =
            KsId.of("05589f81-c356-11ce-bf01-00aa0055595a", "SPECIFIER_WAVEFORMATEX");
    public static final KsId SPECIFIER_DSOUND =
            KsId.of("518590a2-a184-11d0-8522-00c04fd9baf3", "SPECIFIER_DSOUND");

    /**
     * Matches anything; clients may send it as type, subtype or specifier, drivers do not publish
     * it ({@code wild-cards}).
     */
    public static final KsId WILDCARD = KsId.of("00000000-0000-0000-0000-000000000000", "WILDCARD");

    private FormatIds() {}
}
