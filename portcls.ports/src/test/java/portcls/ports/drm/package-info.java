@NullMarked
package portcls.ports.drm;

import org.jspecify.annotations.NullMarked;
