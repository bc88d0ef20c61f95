/**
 * The adapter's view: a device that is there, its identity and its resources. An adapter bundle
 * registers an {@link portcls.api.adapter.Adapter} service for each device that it finds; drivers
 * bid for it.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
@org.jspecify.annotations.NullMarked
package portcls.api.adapter;
