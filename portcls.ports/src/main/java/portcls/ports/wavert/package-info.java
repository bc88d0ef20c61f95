/**
 * The WaveRT port driver: streams over a cyclic buffer that program and device share. The port owns
 * the memory, so a miniport's stream can be exchanged under a program that keeps its mapping.
 */
@org.jspecify.annotations.NullMarked
package portcls.ports.wavert;
