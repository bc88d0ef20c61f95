/**
 * What is played: songs as flat lists of raw MIDI messages, the reader of Standard MIDI Files, and
 * the demo.
 */
@NullMarked
package portcls.shell.song;

import org.jspecify.annotations.NullMarked;
