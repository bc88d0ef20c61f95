package miniport.fmsynth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import adapter.virtual.opl3.Opl3;

import org.jspecify.annotations.Nullable;

import portcls.api.IRegistryKey;
import portcls.api.RegistryKeyType;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.IoPort;
import portcls.api.ks.DataFormat;
import portcls.api.ks.KsState;
import portcls.api.midi.IMiniportMidiStream;
import portcls.api.midi.IPortMidi;
import portcls.testkit.FakeResources;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** A miniport on a chip that is listened to, with a clock that goes with the sound. */
final class TestDevice implements AutoCloseable {
    static final double RATE = Opl3.SAMPLE_RATE;
    static final int SECOND = 49_716;

    private long now100ns = 10_000_019;

    final Opl3 chip = new Opl3(() -> now100ns);

    /** What was written: register << 8 | value. */
    final List<Integer> writes = new ArrayList<>();

    private int address;

    final IoPort port =
            new IoPort() {
                @Override
                public int read(int offset) {
                    return chip.read(offset);
                }

                @Override
                public void write(int offset, int value) {
                    chip.write(offset, value);
                    if (offset % 2 == 0) {
                        address = offset / 2 << 8 | value;
                    } else {
                        writes.add(address << 8 | value);
                    }
                }

                @Override
                public int length() {
                    return 4;
                }

                @Override
                public String description() {
                    return "I/O 0x388-0x38B";
                }
            };

    final FmSynthDriver miniport;
    final IMiniportMidiStream stream;

    TestDevice() throws IOException {
        this(new PlainFmSynthMiniport());
    }

    TestDevice(FmSynthDriver miniport) throws IOException {
        this(miniport, new HashMap<>());
    }

    /** One whose registry key holds these values. */
    TestDevice(FmSynthDriver miniport, Map<String, Object> registry) throws IOException {
        this.miniport = miniport;
        miniport.init(adapter("Test device"), FakeResources.of(port), fakePort(registry));
        stream = miniport.newStream(0, false, midi());
        stream.setState(KsState.ACQUIRE);
        stream.setState(KsState.PAUSE);
        stream.setState(KsState.RUN);
        writes.clear();
    }

    static Adapter adapter(String name) {
        return new Adapter() {
            @Override
            public String id() {
                return "test:device";
            }

            @Override
            public String name() {
                return name;
            }

            @Override
            public List<String> hardwareIds() {
                return List.of("opl3");
            }
        };
    }

    /** A port that nothing is asked of. */
    static IPortMidi fakePort() {
        return fakePort(new HashMap<>());
    }

    /** A port that nothing is asked of but the key of the filter. */
    static IPortMidi fakePort(Map<String, Object> values) {
        return fake(
                IPortMidi.class,
                (method, arguments) ->
                        switch (method) {
                            case "newRegistryKey" -> {
                                assertEquals(RegistryKeyType.DEVICE_INTERFACE, arguments[0]);
                                yield registryKey(values);
                            }
                            default -> throw new UnsupportedOperationException(method);
                        });
    }

    private static IRegistryKey registryKey(Map<String, Object> values) {
        return fake(
                IRegistryKey.class,
                (method, arguments) ->
                        switch (method) {
                            case "queryValueKey" ->
                                    Optional.ofNullable(values.get(arguments[0]))
                                            .map(it -> new IRegistryKey.Value("", it));
                            case "setValueKey" -> {
                                values.put((String) arguments[0], arguments[1]);
                                yield null;
                            }
                            case "close" -> null;
                            default -> throw new UnsupportedOperationException(method);
                        });
    }

    private static <T> T fake(
            Class<T> type, BiFunction<String, Object[], @Nullable Object> answers) {
        return type.cast(
                Proxy.newProxyInstance(
                        TestDevice.class.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> answers.apply(method.getName(), arguments)));
    }

    static DataFormat midi() {
        return DataFormat.midi();
    }

    /** Plays bytes now. */
    TestDevice send(int... bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes.length);
        for (int value : bytes) {
            buffer.put((byte) value);
        }
        int taken = stream.write(buffer.flip());
        if (taken != bytes.length) {
            throw new AssertionError(taken + " of " + bytes.length + " bytes were taken");
        }
        return this;
    }

    TestDevice program(int channel, int program) throws IOException {
        return send(0xC0 | channel, program);
    }

    TestDevice on(int channel, int key) throws IOException {
        return send(0x90 | channel, key, 127);
    }

    TestDevice off(int channel, int key) throws IOException {
        return send(0x80 | channel, key, 0);
    }

    TestDevice control(int channel, int controller, int value) throws IOException {
        return send(0xB0 | channel, controller, value);
    }

    /** The next frames, left and right in turn. */
    short[] frames(int count) {
        short[] stereo = new short[2 * count];
        chip.generate(stereo, 0, count);
        now100ns = chip.origin100ns() + chip.frame() * 1_408 / 7;
        return stereo;
    }

    /** The next frames of the left side. */
    int[] left(int count) {
        return side(frames(count), 0);
    }

    static int[] side(short[] stereo, int side) {
        int[] samples = new int[stereo.length / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = stereo[2 * i + side];
        }
        return samples;
    }

    static int peak(int[] samples) {
        int peak = 0;
        for (int sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }

    static double loudness(int[] samples) {
        double sum = 0;
        for (int sample : samples) {
            sum += (double) sample * sample;
        }
        return 10 * Math.log10(sum / samples.length / (32_768.0 * 32_768) + 1e-20);
    }

    /** Strength of one frequency. */
    static double strength(int[] samples, double hertz) {
        double turn = 2 * Math.PI * hertz / RATE;
        double turnRe = Math.cos(turn);
        double turnIm = Math.sin(turn);
        double pointRe = 1;
        double pointIm = 0;
        double re = 0;
        double im = 0;
        for (int i = 0; i < samples.length; i++) {
            double place = 2.0 * i / samples.length - 1;
            double window = (1 - place * place) * (1 - place * place);
            re += samples[i] * window * pointRe;
            im += samples[i] * window * pointIm;
            double before = pointRe;
            pointRe = pointRe * turnRe - pointIm * turnIm;
            pointIm = before * turnIm + pointIm * turnRe;
        }
        return Math.hypot(re, im) / samples.length * 15 / 4;
    }

    /** The strongest frequency near an expected one, exact to less than a cent. */
    static double pitchNear(int[] samples, double expected) {
        double best = expected;
        double width = 0.06;
        for (int round = 0; round < 4; round++) {
            double middle = best;
            double strongest = -1;
            for (int i = -10; i <= 10; i++) {
                double hertz = middle * (1 + width * i / 10);
                double here = strength(samples, hertz);
                if (here > strongest) {
                    strongest = here;
                    best = hertz;
                }
            }
            width /= 6;
        }
        return best;
    }

    static double hertz(double note) {
        return 440 * Math.pow(2, (note - 69) / 12);
    }

    static double cents(double ratio) {
        return 1_200 * Math.log(ratio) / Math.log(2);
    }

    @Override
    public void close() throws IOException {
        stream.close();
        miniport.close();
    }
}
