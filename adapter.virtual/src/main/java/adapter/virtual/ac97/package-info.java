/**
 * A sound controller of the ICH class with an AC'97 codec, down to its registers: engines that
 * fetch and store sound in memory by themselves, along lists of buffer descriptors.
 */
@NullMarked
package adapter.virtual.ac97;

import org.jspecify.annotations.NullMarked;
