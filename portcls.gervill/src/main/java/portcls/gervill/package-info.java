/**
 * The synthesizer that comes with the Java platform, without any flag for the JVM: held back by its
 * line ({@link portcls.gervill.Gervill}), or as something that renders on demand ({@link
 * portcls.gervill.GervillSynth}).
 *
 * <p>Not a bundle: the bundles that need it carry it inside them ({@code -conditionalpackage}), and
 * each of them needs a file {@code META-INF/services/javax.sound.sampled.spi.MixerProvider} that
 * names {@link portcls.gervill.GervillMixerProvider}.
 */
@NullMarked
package portcls.gervill;

import org.jspecify.annotations.NullMarked;
