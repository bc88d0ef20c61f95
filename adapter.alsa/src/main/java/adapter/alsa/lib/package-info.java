/** libasound and libc, called through {@code java.lang.foreign}. */
@NullMarked
package adapter.alsa.lib;

import org.jspecify.annotations.NullMarked;
