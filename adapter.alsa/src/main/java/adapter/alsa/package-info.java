/** The devices of ALSA: those of the cards, and those that are named in a configuration. */
@NullMarked
package adapter.alsa;

import org.jspecify.annotations.NullMarked;
