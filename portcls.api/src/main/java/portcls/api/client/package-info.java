/**
 * The client's view: filters and pins.
 *
 * <p>A {@link portcls.api.client.Filter} is a service; take one by its category or id and open a
 * pin on it. Everything here may be called from any thread, and no call of it hangs: when the
 * device goes, calls fail with DEVICE_REMOVED and blocked ones wake.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
@org.jspecify.annotations.NullMarked
package portcls.api.client;
