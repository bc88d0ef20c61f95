/**
 * What is played: songs as flat lists of raw MIDI messages, the reader of Standard MIDI Files, and
 * the demo.
 *
 * <p>Not a bundle: the bundles that need it carry it inside them ({@code -conditionalpackage}).
 */
@NullMarked
package portcls.song;

import org.jspecify.annotations.NullMarked;
