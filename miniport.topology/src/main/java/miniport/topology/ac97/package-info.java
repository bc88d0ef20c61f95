/** The mixer in the codec of an Audio Codec '97 sound system. */
@NullMarked
package miniport.topology.ac97;

import org.jspecify.annotations.NullMarked;
