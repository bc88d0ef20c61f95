/**
 * The client's side of wave streams, the same for all wave ports: packets in a cyclic buffer,
 * position, glitches, and holding while the driver is away. A port puts a {@link
 * portcls.ports.wave.ClientPin} behind it.
 */
@org.jspecify.annotations.NullMarked
package portcls.ports.wave;
