/** Examines bundles: why a driver that was dropped in is not there. */
@org.jspecify.annotations.NullMarked
package portcls.ports.diag.bundle;
