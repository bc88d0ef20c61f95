package miniport.wavepci;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.AudioDataRange;
import portcls.api.ks.Categories;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataFormat;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.FilterDescriptorBuilder;
import portcls.api.ks.FormatIds;
import portcls.api.ks.KsId;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What the filter looks like: pin {@code i} and node {@code i} are those of converter {@code i},
 * the bridge pins, which have the converters' names, follow.
 */
final class FilterLayout {
    private static final Converter[] CONVERTERS = Converter.values();

    private FilterLayout() {}

    /** The filter. */
    static FilterDescriptor describe(String name, Codec codec) {
        FilterDescriptorBuilder filter = FilterDescriptor.builder(name);
        for (Converter converter : CONVERTERS) {
            DataFlow flow = converter.records() ? DataFlow.OUT : DataFlow.IN;
            filter.pin(
                    PinDescriptor.streaming(flow, Categories.AUDIO, range(converter, codec))
                            .named(id("pin", converter)));
            KsId type = converter.records() ? NodeTypes.ADC : NodeTypes.DAC;
            filter.node(NodeDescriptor.of(type).named(id("converter", converter)));
        }
        for (Converter converter : CONVERTERS) {
            DataFlow flow = converter.records() ? DataFlow.IN : DataFlow.OUT;
            filter.pin(
                    PinDescriptor.bridge(
                                    flow, PinCategories.LEGACY_AUDIO_CONNECTOR, DataRange.analog())
                            .named(id("connector", converter)));
            connect(filter, converter);
        }
        return filter.category(Categories.AUDIO)
                .category(Categories.RENDER)
                .category(Categories.CAPTURE)
                .build();
    }

    /**
     * The converter of a streaming pin.
     *
     * @throws PortClsException INVALID_PARAMETER when there is none
     */
    static Converter converter(String name, int pin, boolean capture) {
        if (pin >= 0 && pin < CONVERTERS.length && CONVERTERS[pin].records() == capture) {
            return CONVERTERS[pin];
        }
        throw new PortClsException(
                Status.INVALID_PARAMETER,
                name
                        + " has no streaming pin of that number and direction: pin="
                        + pin
                        + ", capture="
                        + capture);
    }

    /**
     * The rate that a converter is to have for a format.
     *
     * @throws PortClsException INVALID_PARAMETER when it is none of its formats
     */
    static int rate(String name, Converter converter, Codec codec, DataFormat format) {
        if (format instanceof WaveDataFormat wave) {
            WaveFormat simple = wave.format().simplified();
            if (simple.fits(range(converter, codec))
                    && simple.channels() == converter.channels()
                    && simple.validBitsPerSample() == Short.SIZE) {
                return simple.samplesPerSecond();
            }
        }
        throw new PortClsException(
                Status.INVALID_PARAMETER,
                converter.label()
                        + " of "
                        + name
                        + " works with 16 bits, channels="
                        + converter.channels()
                        + " and "
                        + codec.lowestRate(converter)
                        + " to "
                        + Codec.HIGHEST_RATE
                        + " Hz alone; convert to that: format="
                        + format);
    }

    private static AudioDataRange range(Converter converter, Codec codec) {
        return new AudioDataRange(
                FormatIds.SUBTYPE_PCM,
                FormatIds.SPECIFIER_WAVEFORMATEX,
                converter.channels(),
                Short.SIZE,
                Short.SIZE,
                codec.lowestRate(converter),
                Codec.HIGHEST_RATE);
    }

    private static void connect(FilterDescriptorBuilder filter, Converter converter) {
        int index = converter.pin();
        int bridge = CONVERTERS.length + index;
        if (converter.records()) {
            filter.connect(ConnectionDescriptor.pinToNode(bridge, index))
                    .connect(ConnectionDescriptor.nodeToPin(index, index));
        } else {
            filter.connect(ConnectionDescriptor.pinToNode(index, index))
                    .connect(ConnectionDescriptor.nodeToPin(index, bridge));
        }
    }

    /** A name that stays the same for the same converter. */
    private static KsId id(String kind, Converter converter) {
        byte[] text =
                ("miniport.wavepci/" + kind + "/" + converter.label())
                        .getBytes(StandardCharsets.UTF_8);
        return new KsId(UUID.nameUUIDFromBytes(text), converter.label());
    }
}
