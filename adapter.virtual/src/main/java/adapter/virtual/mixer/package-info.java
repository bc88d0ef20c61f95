/**
 * The mixer of the virtual speakers: controls that change what is heard. The wave engine gives its
 * frames to the chains here, on its streaming thread.
 */
@NullMarked
package adapter.virtual.mixer;

import org.jspecify.annotations.NullMarked;
