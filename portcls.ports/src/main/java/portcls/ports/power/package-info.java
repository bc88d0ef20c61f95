/**
 * Power of devices: how each sleeps and wakes with its streams, its miniports and its adapter, when
 * it goes to sleep by itself, and the service over all of them.
 */
@org.jspecify.annotations.NullMarked
package portcls.ports.power;
