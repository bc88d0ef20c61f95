package portcls.api.ks;

/**
 * Formats of a music pin, KSDATARANGE_MUSIC ({@code ns-ksmedia-ksdatarange_music}).
 *
 * @param subFormat {@link FormatIds#SUBTYPE_MIDI} or {@link FormatIds#SUBTYPE_DIRECTMUSIC}
 * @param technology how the sound is made, see {@link MusicTechnology}
 * @param channels channels at a time; 0 for a port
 * @param notes notes at a time; 0 for a port
 * @param channelMask bit 0 = channel 0; 0xFFFF for a port
 */
public record MusicDataRange(
        KsId subFormat, KsId technology, int channels, int notes, int channelMask)
        implements DataRange {
    /** The range of a plain port: no limits, all channels. */
    public static MusicDataRange port(KsId subFormat) {
        return new MusicDataRange(subFormat, MusicTechnology.PORT, 0, 0, 0xFFFF);
    }

    @Override
    public KsId majorFormat() {
        return FormatIds.TYPE_MUSIC;
    }

    @Override
    public KsId specifier() {
        return FormatIds.SPECIFIER_NONE;
    }

    /** The same range made by another technology, see {@link portcls.api.IMusicTechnology}. */
    public MusicDataRange withTechnology(KsId newTechnology) {
        return new MusicDataRange(subFormat, newTechnology, channels, notes, channelMask);
    }
}
