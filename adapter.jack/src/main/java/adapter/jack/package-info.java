/**
 * A JACK server as devices: they come when the server starts and go when it stops. PipeWire's JACK
 * is one too.
 */
@NullMarked
package adapter.jack;

import org.jspecify.annotations.NullMarked;
