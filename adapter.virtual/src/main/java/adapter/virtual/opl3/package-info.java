/**
 * A YMF262 (OPL3) FM synthesizer, down to its registers, that sounds; and the device that it is on.
 *
 * <p>{@link adapter.virtual.opl3.Opl3} is the chip alone, for whatever card carries one; {@link
 * adapter.virtual.opl3.Opl3Sound} makes its sound at another rate.
 */
@NullMarked
package adapter.virtual.opl3;

import org.jspecify.annotations.NullMarked;
