/**
 * Rebalance: a device is stopped and started anew with other resources while programs have it open
 * ({@code implement-pnp-rebalance-for-portcls-audio-drivers}).
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
@org.jspecify.annotations.NullMarked
package portcls.api.pnp;
