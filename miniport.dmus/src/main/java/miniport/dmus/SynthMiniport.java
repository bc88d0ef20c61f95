package miniport.dmus;

import miniport.dmus.synth.SinkStream;
import miniport.dmus.synth.SynthModel;
import miniport.dmus.synth.SynthStream;
import miniport.dmus.synth.UnloadWatch;
import miniport.dmus.synth.VoicePools;

import org.jspecify.annotations.Nullable;

import portcls.api.IMasterClock;
import portcls.api.IResourceList;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.dmus.DMusStream;
import portcls.api.dmus.IAllocatorMXF;
import portcls.api.dmus.IMiniportDMus;
import portcls.api.dmus.IPortDMus;
import portcls.api.dmus.StreamType;
import portcls.api.ks.DataFormat;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.FormatIds;
import portcls.api.ks.Intersection;
import portcls.api.ks.WaveDataFormat;

import java.io.IOException;

/**
 * A software synthesizer: each open music pin is a virtual synthesizer with channels, instruments
 * and voices of its own; the port's wave sink pulls their sound. Its methods are called as {@link
 * IMiniportDMus} says.
 */
abstract class SynthMiniport implements IMiniportDMus {
    private final String name;
    private final String output;
    private @Nullable Device device;

    /** The synthesizer once it is there. */
    private record Device(SynthModel model, VoicePools pools, UnloadWatch watch) {}

    /**
     * Takes what is configured.
     *
     * @param name of the filter, for people
     * @param output id of the wave filter that plays it; empty = the port chooses
     */
    SynthMiniport(String name, String output) {
        this.name = name;
        this.output = output;
    }

    /**
     * Reads what is configured, such as a bank.
     *
     * @throws IOException when it cannot be used; says why
     */
    abstract SynthModel open() throws IOException;

    @Override
    public void init(Adapter adapter, IResourceList resources, IPortDMus port) throws IOException {
        SynthModel model = open();
        device =
                new Device(
                        model,
                        new VoicePools(model.traits().voices()),
                        new UnloadWatch(name + ": unloading"));
        if (!output.isEmpty()) {
            port.setWaveOutput(output);
        }
    }

    @Override
    public FilterDescriptor getDescription() {
        return FilterLayout.of(name, require().model().traits());
    }

    @Override
    public Intersection dataRangeIntersection(
            int pinId, DataRange dataRange, DataRange matchingDataRange) {
        return pinId == FilterLayout.WAVE_PIN
                ? WaveChoice.of(
                        require().model().traits().preferredRate(), dataRange, matchingDataRange)
                : Intersection.notImplemented();
    }

    @Override
    public DMusStream newStream(
            int pin,
            StreamType type,
            DataFormat format,
            IAllocatorMXF allocator,
            IMasterClock masterClock) {
        Device now = require();
        if (pin == FilterLayout.MUSIC_PIN
                && type == StreamType.MIDI_RENDER
                && format.majorFormat().equals(FormatIds.TYPE_MUSIC)) {
            return new SynthStream(
                            now.model(),
                            now.pools(),
                            now.watch(),
                            allocator,
                            masterClock,
                            format.subFormat().equals(FormatIds.SUBTYPE_MIDI))
                    .forPort();
        }
        if (pin == FilterLayout.WAVE_PIN
                && type == StreamType.WAVE_SINK
                && format instanceof WaveDataFormat wave) {
            requireRate(now, wave);
            return DMusStream.of(new SinkStream(wave.format(), allocator));
        }
        throw new PortClsException(
                Status.INVALID_PARAMETER,
                name
                        + " has music on pin 0 (MIDI_RENDER) and sound on pin 1 (WAVE_SINK): pin="
                        + pin
                        + ", type="
                        + type
                        + ", format="
                        + format);
    }

    private void requireRate(Device now, WaveDataFormat wave) {
        int rate = wave.format().samplesPerSecond();
        int lowest = now.model().traits().lowestRate();
        int highest = now.model().traits().highestRate();
        if (rate < lowest || rate > highest) {
            throw new PortClsException(
                    Status.NO_MATCH,
                    name
                            + " sounds at "
                            + lowest
                            + (lowest == highest ? "" : " … " + highest)
                            + " frames per second: samplesPerSecond="
                            + rate);
        }
    }

    @Override
    public void close() {
        Device old = device;
        device = null;
        if (old != null) {
            old.watch().close();
        }
    }

    private Device require() {
        Device now = device;
        if (now == null) {
            throw new PortClsException(
                    Status.DEVICE_NOT_READY, name + " is not there yet; init it first");
        }
        return now;
    }
}
