/**
 * Rules of the specification as tests that name them, and the table that says where the project
 * stands.
 *
 * <p>A test names the rules that it proves with {@link Rule}:
 *
 * {@snippet :
 * @Test
 * @Rule("MID-6")
 * void buffersPlayStrictlyOneAfterAnother() {}
 * }
 *
 * <p>{@link Conformance} reads the compiled tests of every module, and the compiled interfaces of
 * {@code portcls.api}, and makes {@code docs/conformance.md} of them:
 *
 * <ul>
 *   <li>a rule is <em>tested</em> if a test names it, <em>excused</em> if {@code excuses.txt} says
 *       why it cannot apply, else <em>open</em>;
 *   <li>a method is <em>done</em> if the Java interface of that name has it, under its documented
 *       name in lower camel case or the one in {@code renames.txt}, else <em>excused</em> or
 *       <em>open</em>.
 * </ul>
 *
 * <p>{@code mvn verify} fails when the table is stale; {@code mvn verify -Dconformance.write}
 * writes it. A rule that nobody knows, a rule both tested and excused, and an excuse for what does
 * not exist are errors. What there is to conform to stands in {@code rules.txt} and {@code
 * methods.txt} beside the classes; all four files hold one entry per line, an id and its text.
 */
@NullMarked
package portcls.conformance;

import org.jspecify.annotations.NullMarked;
