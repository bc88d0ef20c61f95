/** How the Java platform is asked for its devices, and which of them are real ones. */
@NullMarked
package adapter.jdk.platform;

import org.jspecify.annotations.NullMarked;
