/** Time-stamped music: what its queue costs, and what a synthesizer costs beyond itself. */
@org.jspecify.annotations.NullMarked
package portcls.bench.music;
