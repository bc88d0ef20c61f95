/**
 * Power of devices: what an adapter does when its device sleeps and wakes, how it registers for it,
 * and the service by which people and the machine's own power management let devices sleep.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
@org.jspecify.annotations.NullMarked
package portcls.api.power;
