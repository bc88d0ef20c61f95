/** DMus miniports: software synthesizers. */
@org.jspecify.annotations.NullMarked
package miniport.dmus;
