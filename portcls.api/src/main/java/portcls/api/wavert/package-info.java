/**
 * The WaveRT driver interface: sound through a cyclic buffer that program and device share ({@code
 * introducing-the-wavert-port-driver}). A driver implements {@link
 * portcls.api.wavert.IMiniportWaveRT}; its streams may implement {@link
 * portcls.api.wavert.IMiniportWaveRTStreamNotification}, {@link
 * portcls.api.wavert.IMiniportWaveRTInputStream}, {@link
 * portcls.api.wavert.IMiniportWaveRTOutputStream} and the audio engine interfaces; the port finds
 * out.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
@org.jspecify.annotations.NullMarked
package portcls.api.wavert;
