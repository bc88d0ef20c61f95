@NullMarked
package portcls.song;

import org.jspecify.annotations.NullMarked;
