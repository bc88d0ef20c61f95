package portcls.shell.topology;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.client.AudioControl;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.ValueType;
import portcls.api.wavert.WaveAudioProperty;
import portcls.shell.text.Texts;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values of controls in words. */
final class ControlText {
    private static final int ANY = -1;
    private static final double FULL_SCALE = Integer.MAX_VALUE;

    private ControlText() {}

    /** Of the controls of one node. */
    static String of(List<AudioControl> controls) {
        return controls.stream()
                .map(control -> (controls.size() == 1 ? "" : label(control) + " ") + of(control))
                .collect(Collectors.joining(", "));
    }

    /** Of one control: one value when all channels have the same, else one for each. */
    static String of(AudioControl control) {
        try {
            List<String> texts =
                    IntStream.range(0, control.channels())
                            .mapToObj(channel -> text(control, control.value(channel)))
                            .toList();
            return texts.stream().distinct().count() == 1
                    ? texts.getFirst()
                    : String.join(" / ", texts);
        } catch (PortClsException e) {
            return "?";
        }
    }

    /** A value of a control. */
    static String text(AudioControl control, int value) {
        PropertyKey<?> key = control.property();
        if (key.type().equals(ValueType.BOOL)) {
            return value == 0 ? "off" : "on";
        }
        if (key.equals(AudioProperty.MUX_SOURCE)) {
            return "= " + source(control, value);
        }
        if (key.equals(WaveAudioProperty.PEAKMETER2)) {
            return Texts.level(value / FULL_SCALE);
        }
        return level(value);
    }

    /** A level, {@code -6.0 dB}. */
    static String level(int value) {
        return value == AudioControl.SILENCE
                ? "silent"
                : String.format(Locale.ROOT, "%.1f dB", value / (double) AudioControl.DB + 0.0);
    }

    private static String label(AudioControl control) {
        return control.property().name().toLowerCase(Locale.ROOT);
    }

    /** What leads to the input that a selector passes on: the pin that it comes from. */
    private static String source(AudioControl selector, int input) {
        FilterDescriptor filter = selector.filter().descriptor();
        int node = selector.node();
        int pin = input;
        // Not further than there are nodes: a circle has no source.
        for (int steps = 0; steps <= filter.nodes().size(); steps++) {
            ConnectionDescriptor into = into(filter, node, pin);
            if (into == null) {
                return node == selector.node()
                        ? "input " + input
                        : filter.nodes().get(node).name().name();
            }
            if (into.fromNode() == ConnectionDescriptor.FILTER) {
                return filter.pins().get(into.fromPin()).name().name();
            }
            node = into.fromNode();
            pin = ANY;
        }
        return "input " + input;
    }

    private static @Nullable ConnectionDescriptor into(FilterDescriptor filter, int node, int pin) {
        List<ConnectionDescriptor> found =
                filter.connections().stream()
                        .filter(it -> it.toNode() == node && (pin == ANY || it.toPin() == pin))
                        .toList();
        return found.size() == 1 ? found.getFirst() : null;
    }
}
