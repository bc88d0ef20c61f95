/** A PCM as a wave engine: what it can do, its streams, and the threads on which frames move. */
@NullMarked
package adapter.alsa.pcm;

import org.jspecify.annotations.NullMarked;
