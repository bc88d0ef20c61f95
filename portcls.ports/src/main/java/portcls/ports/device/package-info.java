/**
 * What a device is to the ports: its identity, the worker on which its PASSIVE calls run, its
 * dispatcher, its subdevices.
 */
@org.jspecify.annotations.NullMarked
package portcls.ports.device;
