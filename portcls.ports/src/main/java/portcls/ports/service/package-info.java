/** Helper objects that ports make for drivers: service groups, interrupt syncs, resource lists. */
@org.jspecify.annotations.NullMarked
package portcls.ports.service;
