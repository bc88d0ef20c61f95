/**
 * The WavePci port and its miniports: sound straight out of, and into, the memory of programs, by
 * scatter/gather DMA.
 *
 * <p>A driver implements {@link portcls.api.wavepci.IMiniportWavePci}; the port hands it the
 * programs' packets piece by piece ({@link portcls.api.wavepci.IPortWavePciStream#getMapping}).
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
@org.jspecify.annotations.NullMarked
package portcls.api.wavepci;
