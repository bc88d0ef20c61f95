@NullMarked
package portcls.api.wavert;

import org.jspecify.annotations.NullMarked;
