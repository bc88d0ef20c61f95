/**
 * The wave sink: pulls the sound of a software synthesizer and plays it into a wave filter ({@code
 * a-wave-sink-for-kernel-mode-software-synthesizers}).
 */
@org.jspecify.annotations.NullMarked
package portcls.ports.wavesink;
