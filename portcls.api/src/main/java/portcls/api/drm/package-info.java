/**
 * Content protection: what may be done with sound is carried along with it, from the program that
 * plays it to the end of the path, and whoever cannot keep to it says so.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
@org.jspecify.annotations.NullMarked
package portcls.api.drm;
