package portcls.api.ks;

/** A format that is told by its three ids alone, such as MIDI ({@code midi-stream-data-format}). */
public record PlainDataFormat(KsId majorFormat, KsId subFormat, KsId specifier)
        implements DataFormat {}
