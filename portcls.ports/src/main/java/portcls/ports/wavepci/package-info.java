/**
 * The WavePci port: a client's packets go to the device as they lie, piece by piece ({@link
 * portcls.ports.wavepci.WavePciPort}).
 */
@org.jspecify.annotations.NullMarked
package portcls.ports.wavepci;
