package portcls.api.wavert;

/**
 * What a miniport tells of its engine, EPcMiniportEngineEvent ({@code
 * ne-portcls-epcminiportengineevent}), in the order of the documented values. The four numbers that
 * go with each are told there.
 */
public enum EngineEvent {
    IHV_DEFINED,
    BUFFER_COMPLETE,
    PIN_STATE,
    GET_STREAM_POSITION,
    SET_WAVERT_BUFFER_WRITE_POSITION,
    GET_PRESENTATION_POSITION,
    PROGRAM_DMA,
    /** A glitch: its third number is one of the reasons below. */
    GLITCH_REPORT,
    LAST_BUFFER_RENDERED,
    PROCESSING_MODE,
    FX_CLSID;

    /** Reason of a glitch: the device passed what the program had written. */
    public static final long UNDER_RUN = 1;

    /** Reason of a glitch: something could not be decoded. */
    public static final long DECODER_ERROR = 2;

    /** Reason of a glitch: the same write position was told twice; the fourth number says which. */
    public static final long SAME_WRITE_POSITION = 3;
}
