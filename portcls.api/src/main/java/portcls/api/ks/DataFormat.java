package portcls.api.ks;

/** One agreed format of a stream, KSDATAFORMAT ({@code audio-data-formats}). */
public sealed interface DataFormat permits PlainDataFormat, WaveDataFormat {
    /** Major format, for example {@link FormatIds#TYPE_MUSIC}. */
    KsId majorFormat();

    /** Subformat, for example {@link FormatIds#SUBTYPE_MIDI}. */
    KsId subFormat();

    /** Which structure follows, for example {@link FormatIds#SPECIFIER_NONE}. */
    KsId specifier();

    /** The format of raw MIDI. */
    static PlainDataFormat midi() {
        return new PlainDataFormat(
                FormatIds.TYPE_MUSIC, FormatIds.SUBTYPE_MIDI, FormatIds.SPECIFIER_NONE);
    }

    /** The format of time-stamped music. */
    static PlainDataFormat directMusic() {
        return new PlainDataFormat(
                FormatIds.TYPE_MUSIC, FormatIds.SUBTYPE_DIRECTMUSIC, FormatIds.SPECIFIER_NONE);
    }

    /** Whether this format lies in {@code range}. */
    default boolean fits(DataRange range) {
        return holds(range.majorFormat(), majorFormat())
                && holds(range.subFormat(), subFormat())
                && holds(range.specifier(), specifier())
                && switch (range) {
                    case AudioDataRange audio ->
                            this instanceof WaveDataFormat wave && wave.format().fits(audio);
                    case MusicDataRange _, PlainDataRange _ -> true;
                };
    }

    /** A format is concrete: unlike a client's range it has no wildcards. */
    private static boolean holds(KsId ofRange, KsId ofFormat) {
        return ofRange.equals(ofFormat) || ofRange.equals(FormatIds.WILDCARD);
    }
}
