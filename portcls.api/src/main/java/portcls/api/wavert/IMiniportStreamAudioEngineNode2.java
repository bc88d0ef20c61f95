package portcls.api.wavert;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

/** Optional on WaveRT streams ({@code nn-portcls-iminiportstreamaudioenginenode2}). */
@ConsumerType
public interface IMiniportStreamAudioEngineNode2 {
    /**
     * The client has written its last bytes, up to this one ({@code
     * nf-portcls-iminiportstreamaudioenginenode2-setstreamcurrentwritepositionforlastbuffer}). The
     * stream is reported done when the last of them was heard.
     */
    @Irql(Level.PASSIVE)
    void setStreamCurrentWritePositionForLastBuffer(int writePosition);
}
