/**
 * An adapter driver to learn from: it starts a whole Sound Blaster 16, as the example of {@code
 * subdevice-creation} does. The README of this module goes through it step by step.
 */
@NullMarked
package example.sb16;

import org.jspecify.annotations.NullMarked;
