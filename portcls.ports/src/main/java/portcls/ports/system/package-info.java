/** The system service: what the {@code Pc…} functions do. */
@org.jspecify.annotations.NullMarked
package portcls.ports.system;
