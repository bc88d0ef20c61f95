/** The second example of the README: a device with a mixer. */
@org.jspecify.annotations.NullMarked
package example.amplifier;
