/** A mixer of the Java platform as a wave engine. */
@NullMarked
package adapter.jdk.wave;

import org.jspecify.annotations.NullMarked;
