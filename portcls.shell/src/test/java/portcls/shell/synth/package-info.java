@NullMarked
package portcls.shell.synth;

import org.jspecify.annotations.NullMarked;
