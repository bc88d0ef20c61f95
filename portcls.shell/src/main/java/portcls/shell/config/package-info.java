/** Shows and changes configurations. */
@NullMarked
package portcls.shell.config;

import org.jspecify.annotations.NullMarked;
