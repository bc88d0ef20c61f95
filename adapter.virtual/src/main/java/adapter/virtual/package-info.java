/** Devices that need no hardware. */
@NullMarked
package adapter.virtual;

import org.jspecify.annotations.NullMarked;
