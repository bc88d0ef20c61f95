package portcls.sb16;

import portcls.api.ks.AudioDataRange;
import portcls.api.ks.Categories;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataFormat;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.FormatIds;
import portcls.api.ks.KsId;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;

import java.util.Optional;

/**
 * What the filter of the card's waves looks like: two streaming pins, two converters, and two wires
 * to the mixer, which is a filter of its own.
 */
public final class Sb16Filter {
    /** Takes what is to be played. */
    public static final int RENDER_PIN = 0;

    /** Gives what is recorded. */
    public static final int CAPTURE_PIN = 1;

    /** The wire to the mixer's voice. */
    public static final int VOICE_PIN = 2;

    /** The wire from the mixer's input switches. */
    public static final int RECORD_PIN = 3;

    /** Name of the wire to the mixer's voice. */
    public static final String VOICE = "Voice";

    /** Name of the wire from the mixer's input switches. */
    public static final String RECORD = "Record";

    private static final int DAC = 0;
    private static final int ADC = 1;

    /** Bytes and words, mono and stereo, at all rates. */
    private static final AudioDataRange FORMATS =
            new AudioDataRange(
                    FormatIds.SUBTYPE_PCM,
                    FormatIds.SPECIFIER_WAVEFORMATEX,
                    2,
                    DspWidth.BITS_8.bits(),
                    DspWidth.BITS_16.bits(),
                    Dsp.LOWEST_RATE,
                    Dsp.HIGHEST_RATE);

    private Sb16Filter() {}

    /** The filter of a device of that name. */
    static FilterDescriptor of(String device) {
        return FilterDescriptor.builder(device)
                .pin(stream(DataFlow.IN, "Play", 3))
                .pin(stream(DataFlow.OUT, "Capture", 4))
                .pin(wire(DataFlow.OUT, VOICE, 1))
                .pin(wire(DataFlow.IN, RECORD, 2))
                .node(NodeDescriptor.of(NodeTypes.DAC))
                .node(NodeDescriptor.of(NodeTypes.ADC))
                .connect(ConnectionDescriptor.pinToNode(RENDER_PIN, DAC))
                .connect(ConnectionDescriptor.nodeToPin(DAC, VOICE_PIN))
                .connect(ConnectionDescriptor.pinToNode(RECORD_PIN, ADC))
                .connect(ConnectionDescriptor.nodeToPin(ADC, CAPTURE_PIN))
                .category(Categories.AUDIO)
                .category(Categories.RENDER)
                .category(Categories.CAPTURE)
                .build();
    }

    /** The wave format of a stream, when the card can move it. */
    static Optional<WaveFormat> accepted(DataFormat format) {
        return format instanceof WaveDataFormat wave && format.fits(FORMATS)
                ? Optional.of(wave.format())
                        .filter(it -> it.validBitsPerSample() == it.bitsPerSample())
                : Optional.empty();
    }

    /** For errors. */
    static String formats() {
        return "PCM of 8 or 16 bits, mono or stereo, "
                + Dsp.LOWEST_RATE
                + " to "
                + Dsp.HIGHEST_RATE
                + " Hz";
    }

    private static PinDescriptor stream(DataFlow flow, String name, int number) {
        return PinDescriptor.streaming(flow, Categories.AUDIO, FORMATS).named(id(name, number));
    }

    private static PinDescriptor wire(DataFlow flow, String name, int number) {
        return PinDescriptor.bridge(flow, PinCategories.LEGACY_AUDIO_CONNECTOR, DataRange.analog())
                .named(id(name, number));
    }

    private static KsId id(String name, int number) {
        return KsId.of("9f3c0a10-51c4-4a6e-9d2b-6c1f5b16a00" + number, name);
    }
}
