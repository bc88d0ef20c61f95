/** Which sound cards there are, and when that changes. */
@NullMarked
package adapter.alsa.card;

import org.jspecify.annotations.NullMarked;
