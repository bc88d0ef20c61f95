/**
 * Diagnosis: what is there, what is not and why, what happened, what was counted. The console shows
 * it; tests assert on it.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
@org.jspecify.annotations.NullMarked
package portcls.api.diag;
