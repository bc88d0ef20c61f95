@NullMarked
package portcls.api.client;

import org.jspecify.annotations.NullMarked;
