/** Devices that need no hardware: what they have in common. */
@NullMarked
package adapter.virtual;

import org.jspecify.annotations.NullMarked;
