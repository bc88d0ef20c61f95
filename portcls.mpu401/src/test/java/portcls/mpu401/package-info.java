/** Tests of the MPU-401's protocol, with a device made by hand. */
@NullMarked
package portcls.mpu401;

import org.jspecify.annotations.NullMarked;
