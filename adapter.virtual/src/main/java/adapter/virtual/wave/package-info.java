/**
 * Wave devices without hardware: speaker, microphone and cable, paced by the master clock. What is
 * played can be heard again by the bit, in a capture stream or in a WAV file.
 */
@NullMarked
package adapter.virtual.wave;

import org.jspecify.annotations.NullMarked;
