package portcls.banks.download;

/** What a download block holds. */
public sealed interface Download permits InstrumentDownload, WaveDownload {
    /** The number that the client gave it ({@code dwDLId}); instruments refer to waves by it. */
    int id();
}
