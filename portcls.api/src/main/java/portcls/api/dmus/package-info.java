/**
 * The DMus port and its miniports: time-stamped music, synthesizers, the wave sink ({@code
 * dmus-port-driver}, {@code midi-transport}).
 *
 * <p>A driver implements {@link portcls.api.dmus.IMiniportDMus}. Each of its streams is an {@link
 * portcls.api.dmus.IMXF}, the last or the first stage of a graph whose other stages are the port's:
 *
 * <pre>
 * client → unpacker → sequencer → MIDI_RENDER stream (→ WAVE_SINK stream → wave filter) → allocator
 * MIDI_CAPTURE stream → capture sink → packer → client
 * </pre>
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
@org.jspecify.annotations.NullMarked
package portcls.api.dmus;
