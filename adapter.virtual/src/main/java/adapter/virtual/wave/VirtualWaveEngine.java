package adapter.virtual.wave;

import adapter.virtual.TakeFiles;
import adapter.virtual.mixer.RenderChain;
import adapter.virtual.mixer.VirtualMixer;

import org.jspecify.annotations.Nullable;

import portcls.api.DevicePowerState;
import portcls.api.adapter.JackDetection;
import portcls.api.adapter.Recordable;
import portcls.api.adapter.Recording;
import portcls.api.adapter.WaveEndpoint;
import portcls.api.adapter.WaveEndpoint.Role;
import portcls.api.adapter.WaveEngine;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.ks.JackDescription;
import portcls.api.ks.WaveFormat;
import portcls.api.time.MasterClock;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A wave engine without hardware. What is played and what hears it share one clock; a microphone
 * that hears something else has its own, and so may run at another rate. Calls at PASSIVE from any
 * thread.
 */
final class VirtualWaveEngine implements WaveEngine, JackDetection, Recordable, AutoCloseable {
    private final DeviceState state;
    private final MasterClock clock;
    private final WaveConfig config;
    private final List<WaveEndpoint> endpoints;
    private final SpeakerSocket socket;
    private final @Nullable VirtualMixer mixer;
    private final Pacer output;
    private final Pacer input;

    /**
     * Makes one; opens no file.
     *
     * @param onFailure called once, on the streaming thread, when the device breaks
     */
    VirtualWaveEngine(String device, MasterClock clock, WaveConfig config, Runnable onFailure) {
        this.clock = clock;
        this.config = config;
        endpoints = Endpoints.of(config);
        socket = new SpeakerSocket(endpoints, config.socket());
        state = new DeviceState(device, onFailure);
        int channels = config.preferred().channels();
        mixer =
                config.kind() == DeviceKind.SPEAKER
                        ? new VirtualMixer(device, channels, Endpoints.socket(config))
                        : null;
        output = pacer(mixer == null ? null : mixer.renderChain(), config.takes());
        input = hearsItself() ? output : pacer(null, null);
    }

    private Pacer pacer(@Nullable RenderChain chain, @Nullable TakeFiles takes) {
        int channels = config.preferred().channels();
        return new Pacer(state, clock, config.driftPpm(), config.faults(), channels, chain, takes);
    }

    /** The mixer that its sound goes through; null for a cable. */
    @Nullable VirtualMixer mixer() {
        return mixer;
    }

    private boolean hearsItself() {
        return config.kind() == DeviceKind.CABLE
                || config.hearing().microphone() == Microphone.LOOP;
    }

    @Override
    public String description() {
        return "wave engine of " + state.device();
    }

    @Override
    public List<WaveEndpoint> endpoints() {
        return endpoints;
    }

    @Override
    public List<JackDescription> jacks(WaveEndpoint endpoint) {
        return socket.jacks(endpoint);
    }

    @Override
    public void onJackChange(@Nullable Consumer<WaveEndpoint> listener) {
        socket.onJackChange(listener);
    }

    /** Connects the speakers in another way; streams go on. */
    void setSocket(Socket changed) {
        socket.change(changed);
        if (mixer != null) {
            mixer.setSocket(Endpoints.socket(config, changed));
        }
    }

    @Override
    public WaveEngineStream open(WaveEndpoint endpoint, WaveFormat format) throws IOException {
        WaveEndpoint known = known(endpoint);
        if (known.formats().stream().noneMatch(format::fits)) {
            throw new IOException(
                    "\""
                            + known.name()
                            + "\" of "
                            + state.device()
                            + " cannot have format="
                            + format.text()
                            + "; use one of "
                            + known.formats());
        }
        EngineStream stream = known.isCapture() ? capture(known, format) : render(known, format);
        pacerOf(known).add(stream);
        return stream;
    }

    private WaveEndpoint known(WaveEndpoint endpoint) throws IOException {
        int index = endpoints.indexOf(endpoint);
        if (index < 0) {
            throw new IOException(
                    state.device()
                            + " has no connector \""
                            + endpoint.name()
                            + "\"; use one of "
                            + endpoints.stream().map(WaveEndpoint::name).toList());
        }
        return endpoints.get(index);
    }

    private Pacer pacerOf(WaveEndpoint endpoint) {
        return endpoint.isCapture() && endpoint.role() == Role.HOST ? input : output;
    }

    private EngineStream render(WaveEndpoint endpoint, WaveFormat format) {
        return endpoint.role() == Role.OFFLOAD
                ? new OffloadStream(output, endpoint, format)
                : new RenderStream(output, endpoint, format);
    }

    private EngineStream capture(WaveEndpoint endpoint, WaveFormat format) {
        Pacer pacer = pacerOf(endpoint);
        CaptureSource source = pacer == output ? loop(format) : microphone(format);
        boolean hears = endpoint.role() == Role.HOST;
        return new CaptureStream(pacer, endpoint, format, hears ? mixed(format, source) : source);
    }

    /** A source as the mixer lets it be recorded; as it is when there is none. */
    private CaptureSource mixed(WaveFormat format, CaptureSource source) {
        HeardRing heard = output.heard();
        if (mixer == null || heard == null) {
            return source;
        }
        return new MixedSource(
                format,
                source,
                input == output ? loop(format) : new HeardSource(heard, format),
                mixer.captureChain(format.samplesPerSecond(), format.channels()));
    }

    private CaptureSource loop(WaveFormat format) {
        Tap tap = output.tap(format);
        return (frame, from, count, to, offset) -> {
            tap.copy(from, count, to, offset);
            return 0;
        };
    }

    private CaptureSource microphone(WaveFormat format) {
        Hearing hearing = config.hearing();
        Path file = hearing.file();
        WaveFormat fileFormat = hearing.fileFormat();
        if (file != null && fileFormat != null) {
            return new FileSource(file, fileFormat, format, clock.isVirtual());
        }
        if (hearing.microphone() == Microphone.TONE) {
            return new ToneSource(format, hearing.toneFrequency(), hearing.toneLevel());
        }
        return (frame, from, count, to, offset) -> {
            Samples.silence(format, to, offset, count);
            return 0;
        };
    }

    /**
     * Takes the power or gives it back; in every state but D0 there is none. The controls of the
     * mixer, which are knobs, stay as they are.
     */
    void power(DevicePowerState power) throws IOException {
        for (Pacer pacer : input == output ? List.of(output) : List.of(output, input)) {
            if (power == DevicePowerState.D0) {
                pacer.wake();
            } else {
                pacer.sleep();
            }
        }
    }

    /** Records all that it plays; the file has the format of the first stream that plays. */
    @Override
    public Recording record(Path file) throws IOException {
        return output.record(file, config.preferred());
    }

    /** Ends everything; streams that still run are told. */
    @Override
    public void close() {
        state.remove();
        output.close();
        if (input != output) {
            input.close();
        }
    }
}
