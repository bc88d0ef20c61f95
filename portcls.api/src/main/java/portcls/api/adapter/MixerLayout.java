package portcls.api.adapter;

import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.DataFlow;
import portcls.api.ks.NodeTypes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lines and controls of a {@link Mixer} and how sound flows through them.
 *
 * <pre>{@code
 * Stepping range = new BasicSupport.Stepping(-60 * AudioControl.DB, 0, AudioControl.DB);
 * MixerLayout.of()
 *         .line(MixerLine.in("Wave", PinCategories.LEGACY_AUDIO_CONNECTOR))
 *         .control(MixerControl.volume("Wave Volume", 2, range))
 *         .control(MixerControl.mute("Wave Mute", 1))
 *         .line(MixerLine.out("Line Out", PinCategories.LINE_CONNECTOR))
 *         .path("Wave", "Wave Volume", "Wave Mute", "Line Out")
 *         .build();
 * }</pre>
 *
 * @param lines line {@code i} becomes pin {@code i}
 * @param controls control {@code i} becomes node {@code i}
 * @param connections between them
 */
public record MixerLayout(
        List<MixerLine> lines,
        List<MixerControl> controls,
        List<ConnectionDescriptor> connections) {
    public MixerLayout {
        lines = List.copyOf(lines);
        controls = List.copyOf(controls);
        connections = List.copyOf(connections);
    }

    /** Starts a layout. */
    public static Builder of() {
        return new Builder();
    }

    /** Collects the parts. For one thread. */
    public static final class Builder {
        private final List<MixerLine> lines = new ArrayList<>();
        private final List<MixerControl> controls = new ArrayList<>();
        private final List<ConnectionDescriptor> connections = new ArrayList<>();
        private final Map<String, Integer> inputs = new HashMap<>();
        private final Set<List<String>> wired = new HashSet<>();

        private Builder() {}

        /** Adds a line. */
        public Builder line(MixerLine line) {
            requireNew(line.name());
            lines.add(line);
            return this;
        }

        /** Adds a control. */
        public Builder control(MixerControl control) {
            requireNew(control.name());
            controls.add(control);
            return this;
        }

        /**
         * Lets sound flow along these lines and controls, in this order. What two paths have in
         * common is there once. Into SUM and MUX each path gets the next input: 1, 2, ….
         *
         * @throws IllegalArgumentException for a name that is not there
         */
        public Builder path(String... names) {
            for (int i = 1; i < names.length; i++) {
                if (wired.add(List.of(names[i - 1], names[i]))) {
                    connect(names[i - 1], names[i]);
                }
            }
            return this;
        }

        /** Makes it. */
        public MixerLayout build() {
            return new MixerLayout(lines, controls, connections);
        }

        private void connect(String from, String to) {
            int fromNode = control(from);
            int toNode = control(to);
            int fromPin =
                    fromNode == ConnectionDescriptor.FILTER
                            ? line(from, DataFlow.IN)
                            : ConnectionDescriptor.STANDARD_OUT;
            int toPin =
                    toNode == ConnectionDescriptor.FILTER ? line(to, DataFlow.OUT) : input(toNode);
            connections.add(new ConnectionDescriptor(fromNode, fromPin, toNode, toPin));
        }

        private int input(int node) {
            MixerControl control = controls.get(node);
            boolean joins =
                    control.type().equals(NodeTypes.SUM) || control.type().equals(NodeTypes.MUX);
            return joins
                    ? inputs.merge(control.name(), 1, Integer::sum)
                    : ConnectionDescriptor.STANDARD_IN;
        }

        private int control(String name) {
            for (int i = 0; i < controls.size(); i++) {
                if (controls.get(i).name().equals(name)) {
                    return i;
                }
            }
            return ConnectionDescriptor.FILTER;
        }

        private int line(String name, DataFlow flow) {
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).name().equals(name) && lines.get(i).flow() == flow) {
                    return i;
                }
            }
            throw new IllegalArgumentException(
                    "there is no control and no line "
                            + (flow == DataFlow.IN ? "into" : "out of")
                            + " the mixer of that name; add it before its path: name=\""
                            + name
                            + "\"");
        }

        private void requireNew(String name) {
            boolean taken =
                    control(name) >= 0 || lines.stream().anyMatch(it -> it.name().equals(name));
            if (taken) {
                throw new IllegalArgumentException(
                        "lines and controls need distinct names: name=\"" + name + "\"");
            }
        }
    }
}
