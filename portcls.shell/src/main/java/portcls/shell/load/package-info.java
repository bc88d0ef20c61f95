/** Plugs and unplugs drivers: jars in the watched folder. */
@NullMarked
package portcls.shell.load;

import org.jspecify.annotations.NullMarked;
