/**
 * Synthesizers: which one, with which instruments, heard where, and what they tell of themselves.
 */
@NullMarked
package portcls.shell.synth;

import org.jspecify.annotations.NullMarked;
