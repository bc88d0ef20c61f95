/**
 * libjack, bound by {@code java.lang.foreign}: the library and its functions, and a client that
 * lives as long as its server. Addresses and handles are plain {@code long}s, so that the process
 * thread makes no objects.
 *
 * <p>libjack ends its threads with an asynchronous {@code pthread_cancel}. A thread that dies so
 * while it is inside the JVM takes the JVM with it; {@link adapter.jack.lib.JackClient} says how
 * that is kept from happening.
 */
@NullMarked
package adapter.jack.lib;

import org.jspecify.annotations.NullMarked;
