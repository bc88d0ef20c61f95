/** The bus of libsystemd (sd-bus) and what it takes of libc, through {@code java.lang.foreign}. */
@NullMarked
package portcls.logind.lib;

import org.jspecify.annotations.NullMarked;
