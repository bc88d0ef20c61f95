/** The wave engine of a JACK server: each stream has ports of its own on our client. */
@NullMarked
package adapter.jack.wave;

import org.jspecify.annotations.NullMarked;
