package miniport.wavert;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.StreamControls;
import portcls.api.adapter.WaveEndpoint;
import portcls.api.adapter.WaveEngine;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.ks.DataFormat;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;
import portcls.api.wavert.AudioEngineDescriptor;
import portcls.api.wavert.BufferSizeRange;

import java.io.IOException;
import java.util.List;

/** What is behind an audio engine node: the pins around it, the mix, the levels of the device. */
final class AudioEngine {
    /** More than any buffer has. */
    private static final int MOST_BYTES = 1 << 30;

    private final FilterLayout layout;
    private final WaveEngine engine;
    private final @Nullable Levels levels;

    AudioEngine(FilterLayout layout, WaveEngine engine) {
        this.layout = layout;
        this.engine = engine;
        levels = engine instanceof StreamControls controls ? new Levels(controls) : null;
    }

    AudioEngineDescriptor descriptor() {
        return new AudioEngineDescriptor(
                layout.hostPin(), layout.offloadPin(), layout.loopbackPin());
    }

    /** Whether the device has levels at all. */
    boolean hasLevels() {
        return levels != null;
    }

    /**
     * The levels of the device.
     *
     * @throws PortClsException NOT_SUPPORTED when it has none
     */
    Levels levels() {
        if (levels == null) {
            throw new PortClsException(
                    Status.NOT_SUPPORTED,
                    engine.description()
                            + " has no levels of its own; set those of its streams instead");
        }
        return levels;
    }

    /** A format that offload streams can have, since they are mixed in it. */
    DataFormat mixFormat() {
        WaveFormat device = device().preferred();
        if (layout.offloadPin() == FilterLayout.NONE) {
            return WaveDataFormat.of(device);
        }
        WaveEndpoint offload = layout.endpoint(layout.offloadPin());
        boolean fits = offload.formats().stream().anyMatch(device::fits);
        return WaveDataFormat.of(fits ? device : offload.preferred());
    }

    /** The format behind the mix; it does not change. */
    DataFormat deviceFormat() {
        return WaveDataFormat.of(device().preferred());
    }

    /**
     * Sizes of a buffer, by asking a stream that is not used for anything else.
     *
     * @throws IOException when the device has no stream to spare now
     */
    BufferSizeRange bufferSizes(DataFormat format) throws IOException {
        int pin = layout.offloadPin() == FilterLayout.NONE ? layout.hostPin() : layout.offloadPin();
        if (pin == FilterLayout.NONE) {
            throw new PortClsException(
                    Status.NOT_SUPPORTED,
                    engine.description() + " has no pin that plays into its audio engine");
        }
        WaveEndpoint endpoint = layout.endpoint(pin);
        WaveFormat wave = Formats.require(endpoint, format);
        try (WaveEngineStream probe = engine.open(endpoint, wave)) {
            int least = probe.shape(1, 1);
            int most = probe.shape(MOST_BYTES / wave.blockAlign(), 1);
            return new BufferSizeRange(
                    Math.multiplyExact(least, wave.blockAlign()),
                    Math.multiplyExact(most, wave.blockAlign()));
        }
    }

    /** Formats that the device can be switched to: the one that it has. */
    List<DataFormat> deviceFormats() {
        return List.of(deviceFormat());
    }

    private WaveEndpoint device() {
        for (int pin : new int[] {layout.hostPin(), layout.offloadPin(), layout.loopbackPin()}) {
            if (pin != FilterLayout.NONE) {
                return layout.endpoint(pin);
            }
        }
        throw new IllegalStateException("an audio engine has at least one pin");
    }
}
