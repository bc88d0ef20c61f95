/**
 * Property, basic-support, event and data-intersection requests: what every port answers in the
 * same way. Nothing here makes threads or knows of services.
 *
 * <p>Unless a method says otherwise it is called on the device's PASSIVE worker, one call at a
 * time.
 */
@NullMarked
package portcls.ports.property;

import org.jspecify.annotations.NullMarked;
