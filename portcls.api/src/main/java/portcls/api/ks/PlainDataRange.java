package portcls.api.ks;

/** A range with nothing but its three ids: bridge pins, wildcards ({@code ns-ks-ksdatarange}). */
public record PlainDataRange(KsId majorFormat, KsId subFormat, KsId specifier)
        implements DataRange {
    /** Matches every range. For clients only. */
    public static final PlainDataRange ANY =
            new PlainDataRange(FormatIds.WILDCARD, FormatIds.WILDCARD, FormatIds.WILDCARD);
}
