package portcls.api.dmus;

/**
 * The answer to a download, SYNTHDOWNLOAD ({@code ns-dmusprop-_synthdownload}).
 *
 * @param handle names what was downloaded, for {@link SynthDlsProperty#UNLOAD}; unique
 * @param free whether the driver has copied the data. False: the client keeps its buffer until it
 *     has unloaded
 */
public record SynthDownload(long handle, boolean free) {}
