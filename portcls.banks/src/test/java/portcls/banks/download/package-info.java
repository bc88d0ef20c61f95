@NullMarked
package portcls.banks.download;

import org.jspecify.annotations.NullMarked;
