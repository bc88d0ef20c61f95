/**
 * Plays songs on pins by time stamps: the messages are sent a while before they are due, and the
 * port hands them over at their time. A program uses {@link portcls.song.play.SongPlayer}; one with
 * a loop of its own {@link portcls.song.play.SongFeed}.
 */
@NullMarked
package portcls.song.play;

import org.jspecify.annotations.NullMarked;
