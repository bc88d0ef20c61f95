/**
 * What the Java platform itself knows of sound, as devices: audio lines and MIDI ports on every
 * system that Java runs on.
 */
@NullMarked
package adapter.jdk;

import org.jspecify.annotations.NullMarked;
