/** Rebalance: stopping a device and starting it anew with other resources. */
@org.jspecify.annotations.NullMarked
package portcls.ports.pnp;
