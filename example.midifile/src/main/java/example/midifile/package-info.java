/** The example of the README: a whole driver in one class. */
@org.jspecify.annotations.NullMarked
package example.midifile;
