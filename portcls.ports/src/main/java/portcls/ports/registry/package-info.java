/** Registry keys, kept by ConfigAdmin. */
@org.jspecify.annotations.NullMarked
package portcls.ports.registry;
