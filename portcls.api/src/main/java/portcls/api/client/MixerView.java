package portcls.api.client;

import org.osgi.annotation.versioning.ProviderType;

import java.util.List;

/**
 * A filter as a mixer window shows it ({@code wdmaud-topology-parsing}, {@code topology-pins}): a
 * pin where sound comes in is a source line, one where it goes out a destination line. A line has
 * the controls that lie between its pin and the first place where sounds come together. Close it.
 */
@ProviderType
public interface MixerView extends AutoCloseable {
    /** The lines where sound goes out, each with the sources that reach it. */
    List<Line> destinations();

    @Override
    void close();

    /**
     * A line.
     *
     * @param pinId its pin
     * @param name the pin's name
     * @param controls its own controls, in the order in which sound passes them
     * @param sources of a destination: the source lines that reach it; empty for a source
     */
    record Line(int pinId, String name, List<AudioControl> controls, List<Line> sources) {}
}
