package adapter.virtual.wave;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.JackDetection;
import portcls.api.adapter.WaveEndpoint;
import portcls.api.ks.JackDescription;

import java.util.List;
import java.util.function.Consumer;

/** The socket that the endpoints share which play through speakers. Any thread. */
final class SpeakerSocket implements JackDetection {
    private final List<WaveEndpoint> speakers;
    private volatile Socket socket;
    private @Nullable Consumer<WaveEndpoint> listener;

    /**
     * A socket.
     *
     * @param endpoints all endpoints of the device
     */
    SpeakerSocket(List<WaveEndpoint> endpoints, Socket socket) {
        this.socket = socket;
        speakers = endpoints.stream().filter(SpeakerSocket::isSpeaker).toList();
    }

    private static boolean isSpeaker(WaveEndpoint endpoint) {
        return !endpoint.isCapture() && !endpoint.jacks().isEmpty();
    }

    @Override
    public List<JackDescription> jacks(WaveEndpoint endpoint) {
        Socket now = socket;
        return isSpeaker(endpoint)
                ? endpoint.jacks().stream()
                        .map(jack -> now.describe(jack.channelMapping()))
                        .toList()
                : endpoint.jacks();
    }

    /** Holds the lock while it tells, so that no listener runs that was taken away. */
    synchronized void change(Socket changed) {
        if (socket == changed) {
            return;
        }
        socket = changed;
        Consumer<WaveEndpoint> told = listener;
        if (told != null) {
            speakers.forEach(told);
        }
    }

    @Override
    public synchronized void onJackChange(@Nullable Consumer<WaveEndpoint> newListener) {
        listener = newListener;
    }
}
