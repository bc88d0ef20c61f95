/**
 * The MPU-401 in UART mode as its miniports share it: the register protocol, taking the device and
 * its interrupt, the bytes that come in, telling a busy device from a broken one.
 *
 * <p>Not a bundle: the bundles that need it carry it inside them ({@code Private-Package}).
 */
@NullMarked
package portcls.mpu401;

import org.jspecify.annotations.NullMarked;
