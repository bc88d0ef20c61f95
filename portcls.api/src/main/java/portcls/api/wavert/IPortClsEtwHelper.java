package portcls.api.wavert;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

/**
 * Implemented by the WaveRT port: writes what an engine does into the trace ({@code
 * nn-portcls-iportclsetwhelper}). The trace of this house is Flight Recorder: {@code
 * portcls.MiniportEngineEvent}.
 */
@ProviderType
public interface IPortClsEtwHelper {
    /**
     * Writes an event ({@code nf-portcls-iportclsetwhelper-miniportwriteetwevent}). Not on a
     * streaming thread: a recording that runs allocates.
     *
     * @param data1 linear position, bytes
     * @param data2 write position of the program, bytes
     * @param data3 see {@link EngineEvent}
     * @param data4 see {@link EngineEvent}
     */
    @Irql(Level.DISPATCH)
    void miniportWriteEtwEvent(EngineEvent event, long data1, long data2, long data3, long data4);
}
