@NullMarked
package portcls.api.ks;

import org.jspecify.annotations.NullMarked;
