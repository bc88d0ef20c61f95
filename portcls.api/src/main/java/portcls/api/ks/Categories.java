package portcls.api.ks;

/**
 * Filter categories, KSCATEGORY_… : what a filter is for. They become the service property {@code
 * category}.
 */
public final class Categories {
    public static final KsId AUDIO = KsId.of("6994ad04-93ef-11d0-a3cc-00a0c9223196", "AUDIO");
    public static final KsId RENDER = KsId.of("65e8773e-8f56-11d0-a3b9-00a0c9223196", "RENDER");
    public static final KsId CAPTURE = KsId.of("65e8773d-8f56-11d0-a3b9-00a0c9223196", "CAPTURE");
    public static final KsId TOPOLOGY = KsId.of("dda54a40-1e4c-11d1-a050-405705c10000", "TOPOLOGY");
    public static final KsId REALTIME = KsId.of("eb115ffc-10c8-4964-831d-6dcb02e6f23f", "REALTIME");

    /** Filters with an internal synthesizer. */
    public static final KsId SYNTHESIZER =
            KsId.of("dff220f3-f70f-11d0-b917-00a0c9223196", "SYNTHESIZER");

    public static final KsId DATATRANSFORM =
            KsId.of("2eb07ea0-7e70-11d0-a5d6-28db04c10000", "DATATRANSFORM");
    public static final KsId MIXER = KsId.of("ad809c00-7b88-11d0-a5d6-28db04c10000", "MIXER");

    private Categories() {}
}
