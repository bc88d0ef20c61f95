package miniport.wavepci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;

import portcls.api.IServiceGroup;
import portcls.api.IServiceSink;
import portcls.api.adapter.Recording;
import portcls.api.adapter.Resource;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveDataFormat;
import portcls.api.wavepci.IMiniportWavePciStream;
import portcls.api.wavepci.WavePciStream;
import portcls.ports.service.ResourceList;
import portcls.wav.WavReader;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The driver over the simulated device, with a stream under test. */
final class Rig implements AutoCloseable {
    final House house;
    final Ac97Miniport miniport = new Ac97Miniport();
    final FakeClient client;
    private KsState state = KsState.STOP;
    private @Nullable IMiniportWavePciStream stream;
    private @Nullable IServiceGroup group;
    private final IServiceSink sink =
            () -> {
                if (state == KsState.RUN) {
                    stream().service();
                }
            };

    Rig(Map<String, Object> settings) throws IOException {
        house = new House(settings).open();
        client = new FakeClient(house.bus());
        init(house.device.resources());
    }

    Rig() throws IOException {
        this(Map.of("input", "loop"));
    }

    void init(List<? extends Resource> resources) throws IOException {
        miniport.init(house.device, ResourceList.of(resources), FakePort.of(house));
    }

    IMiniportWavePciStream stream() {
        return Objects.requireNonNull(stream);
    }

    IMiniportWavePciStream open(int pin, int rate) {
        Converter converter = Converter.values()[pin];
        WavePciStream made =
                miniport.newStream(
                        client,
                        pin,
                        converter.records(),
                        WaveDataFormat.pcm(rate, 16, converter.channels()));
        stream = made.stream();
        client.stream = stream;
        group = made.serviceGroup();
        if (group != null) {
            group.addMember(sink);
        }
        return made.stream();
    }

    /** Walks to a state, one step at a time. */
    void go(KsState target) throws IOException {
        while (state != target) {
            KsState next = state.stepTowards(target);
            stream().setState(next);
            state = next;
        }
    }

    long position() {
        return stream().getPosition();
    }

    /** What leaves the device from now on. */
    Recording record(Path file) throws IOException {
        return house.device.record(file);
    }

    /** Bytes of a file from the first sound on, without the silence at its end. */
    static MemorySegment heard(Path file) throws IOException {
        try (WavReader reader = WavReader.open(file)) {
            int frames = (int) reader.frames();
            MemorySegment memory = MemorySegment.ofArray(new byte[4 * frames]);
            assertEquals(frames, reader.read(memory, 0, frames));
            int first = 0;
            while (first < frames && isSilent(memory, first)) {
                first++;
            }
            int end = frames;
            while (end > first && isSilent(memory, end - 1)) {
                end--;
            }
            return memory.asSlice(4L * first, 4L * (end - first));
        }
    }

    private static boolean isSilent(MemorySegment memory, int frame) {
        return memory.get(House.SAMPLE, 4L * frame) == 0
                && memory.get(House.SAMPLE, 4L * frame + 2) == 0;
    }

    /** That memory holds numbered sound from a number on. */
    static void assertSound(MemorySegment memory, long number) {
        for (long i = 0; i < memory.byteSize(); i++) {
            byte found = memory.get(java.lang.foreign.ValueLayout.JAVA_BYTE, i);
            if (found != House.at(number + i)) {
                assertEquals(House.at(number + i), found, "byte " + i + " of " + memory.byteSize());
            }
        }
    }

    /** Ends the stream as the port does. */
    void stop() throws IOException {
        go(KsState.STOP);
        client.revokeAll();
    }

    @Override
    public void close() throws IOException {
        if (stream != null) {
            stop();
            if (group != null) {
                group.removeMember(sink);
            }
            stream.close();
        }
        miniport.close();
        house.close();
        assertEquals(List.of(), client.faults);
    }
}
