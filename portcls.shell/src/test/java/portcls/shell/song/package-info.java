@NullMarked
package portcls.shell.song;

import org.jspecify.annotations.NullMarked;
