/**
 * Filters, handles and pins: what programs hold, and the promises made to them when a device goes.
 */
@org.jspecify.annotations.NullMarked
package portcls.ports.filter;
