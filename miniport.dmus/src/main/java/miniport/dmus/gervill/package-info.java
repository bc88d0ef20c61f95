/** The synthesizer of the Java platform as an engine of the synthesizer miniport. */
@org.jspecify.annotations.NullMarked
package miniport.dmus.gervill;
