package miniport.wavert;

import portcls.api.adapter.StreamControls;
import portcls.api.adapter.WaveEndpoint;
import portcls.api.adapter.WaveEndpoint.Role;
import portcls.api.adapter.WaveEngine;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.ks.AudioDataRange;
import portcls.api.ks.FormatIds;
import portcls.api.ks.KsId;
import portcls.api.ks.PinCategories;
import portcls.api.ks.WaveFormat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** An engine whose streams are {@link FakeEngineStream}s. */
final class FakeEngine implements WaveEngine {
    static final WaveFormat CD = WaveFormat.pcm(48_000, 16, 2);
    static final WaveEndpoint SPEAKER =
            WaveEndpoint.render("Speaker", PinCategories.SPEAKER, CD, pcm()).streams(4);
    static final WaveEndpoint MICROPHONE =
            WaveEndpoint.capture("Microphone", PinCategories.MICROPHONE, CD, pcm());
    static final WaveEndpoint OFFLOAD =
            WaveEndpoint.render("Mixed", PinCategories.SPEAKER, CD, pcm()).role(Role.OFFLOAD);
    static final WaveEndpoint LOOPBACK =
            WaveEndpoint.capture("Monitor", PinCategories.SPEAKER, CD, pcm()).role(Role.LOOPBACK);

    final List<FakeEngineStream> streams = new ArrayList<>();

    /** Of all streams of offload and loopback endpoints. */
    final FakeControls controls = new FakeControls();

    /** Whether those streams have controls. */
    boolean controlled = true;

    private final List<WaveEndpoint> endpoints;

    FakeEngine(WaveEndpoint... endpoints) {
        this.endpoints = List.of(endpoints);
    }

    static List<AudioDataRange> pcm() {
        return List.of(range(FormatIds.SUBTYPE_PCM, 2, 16, 8_000, 48_000));
    }

    static AudioDataRange range(KsId subFormat, int channels, int bits, int lowest, int highest) {
        return new AudioDataRange(
                subFormat, FormatIds.SPECIFIER_WAVEFORMATEX, channels, bits, bits, lowest, highest);
    }

    @Override
    public List<WaveEndpoint> endpoints() {
        return endpoints;
    }

    @Override
    public WaveEngineStream open(WaveEndpoint endpoint, WaveFormat format) throws IOException {
        FakeEngineStream stream = new FakeEngineStream(endpoint, format);
        streams.add(stream);
        return endpoint.role() == Role.HOST || !controlled ? stream : withControls(stream);
    }

    FakeEngineStream last() {
        return streams.getLast();
    }

    @Override
    public String description() {
        return "test engine";
    }

    private WaveEngineStream withControls(FakeEngineStream stream) {
        return (WaveEngineStream)
                Proxy.newProxyInstance(
                        FakeEngine.class.getClassLoader(),
                        new Class<?>[] {WaveEngineStream.class, StreamControls.class},
                        (_, method, arguments) -> {
                            Object target =
                                    method.getDeclaringClass().isInstance(controls)
                                            ? controls
                                            : stream;
                            try {
                                return method.invoke(target, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
