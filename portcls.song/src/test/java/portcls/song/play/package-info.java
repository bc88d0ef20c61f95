@NullMarked
package portcls.song.play;

import org.jspecify.annotations.NullMarked;
