/**
 * The WaveCyclic port: copies between the client's buffer and the cyclic buffer of a DMA channel,
 * once per notification of the device.
 */
@NullMarked
package portcls.ports.wavecyclic;

import org.jspecify.annotations.NullMarked;
