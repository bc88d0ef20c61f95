/** The simple elements of ALSA's mixers as a mixer of portcls. */
@NullMarked
package adapter.alsa.mixer;

import org.jspecify.annotations.NullMarked;
