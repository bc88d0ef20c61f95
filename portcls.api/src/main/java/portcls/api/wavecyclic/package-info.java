/**
 * The WaveCyclic port and its miniports: sound through a cyclic buffer that a DMA channel moves.
 *
 * <p>A driver implements {@link portcls.api.wavecyclic.IMiniportWaveCyclic}; the port copies
 * between programs and the cyclic buffer each time the device tells that it has moved on.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
@org.jspecify.annotations.NullMarked
package portcls.api.wavecyclic;
