package portcls.api.ks;

/**
 * A set of formats that a pin or a client can handle, KSDATARANGE ({@code audio-data-ranges}).
 * Client ranges may use {@link FormatIds#WILDCARD} for any of the three ids.
 */
public sealed interface DataRange permits AudioDataRange, MusicDataRange, PlainDataRange {
    /** Major format, for example {@link FormatIds#TYPE_MUSIC}. */
    KsId majorFormat();

    /** Subformat, for example {@link FormatIds#SUBTYPE_MIDI}. */
    KsId subFormat();

    /**
     * Which structure describes a format of this range, for example {@link
     * FormatIds#SPECIFIER_WAVEFORMATEX}.
     */
    KsId specifier();

    /** Raw MIDI as every MIDI port has it: no limit of its own, all 16 channels. */
    static MusicDataRange midi() {
        return MusicDataRange.port(FormatIds.SUBTYPE_MIDI);
    }

    /** Time-stamped music: no limit of its own, all 16 channels of each group. */
    static MusicDataRange directMusic() {
        return MusicDataRange.port(FormatIds.SUBTYPE_DIRECTMUSIC);
    }

    /** The range of a bridge pin at a MIDI cable. */
    static PlainDataRange midiBus() {
        return new PlainDataRange(
                FormatIds.TYPE_MUSIC, FormatIds.SUBTYPE_MIDI_BUS, FormatIds.SPECIFIER_NONE);
    }

    /** The range of a bridge pin at an analog jack. */
    static PlainDataRange analog() {
        return new PlainDataRange(
                FormatIds.TYPE_AUDIO, FormatIds.SUBTYPE_ANALOG, FormatIds.SPECIFIER_NONE);
    }

    /** Whether the three ids are equal or one side of each pair is a wildcard. */
    default boolean sameKind(DataRange other) {
        return matches(majorFormat(), other.majorFormat())
                && matches(subFormat(), other.subFormat())
                && matches(specifier(), other.specifier());
    }

    private static boolean matches(KsId a, KsId b) {
        return a.equals(b) || a.equals(FormatIds.WILDCARD) || b.equals(FormatIds.WILDCARD);
    }
}
