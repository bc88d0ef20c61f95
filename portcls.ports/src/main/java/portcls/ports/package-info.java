/** The port drivers: what all devices of one kind have in common. */
@NullMarked
package portcls.ports;

import org.jspecify.annotations.NullMarked;
