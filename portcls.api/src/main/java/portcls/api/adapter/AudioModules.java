package portcls.api.adapter;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.ks.AudioModuleDescriptor;
import portcls.api.ks.KsId;

import java.io.IOException;
import java.util.List;

/**
 * Optional on a {@link WaveEngine} and on its streams: parts of the device that work on sound and
 * understand commands of their own ({@code implementing-audio-module-communication}). An engine
 * tells which kinds there can be and takes commands for the device; a stream tells which it has.
 */
@ConsumerType
public interface AudioModules {
    /** Gets what modules tell by themselves. */
    @FunctionalInterface
    interface Listener {
        /**
         * A module tells something.
         *
         * @param data in the module's own form; copied
         */
        @Irql(Level.PASSIVE)
        void told(KsId classId, int instanceId, byte[] data);
    }

    /** The modules. */
    @Irql(Level.PASSIVE)
    List<AudioModuleDescriptor> modules();

    /**
     * Sends a command to a module.
     *
     * @param arguments in the module's own form
     * @return the answer, in the module's own form
     * @throws IOException when the module does not do it: the text says why
     */
    @Irql(Level.PASSIVE)
    byte[] command(KsId classId, int instanceId, byte[] arguments) throws IOException;

    /**
     * Who is to be told from now on, on any thread that may block; null = nobody. Asked of the
     * engine alone, which tells for its streams, too.
     */
    @Irql(Level.PASSIVE)
    default void listener(@Nullable Listener listener) {}
}
