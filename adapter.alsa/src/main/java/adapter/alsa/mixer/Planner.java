package adapter.alsa.mixer;

import adapter.alsa.lib.MixerCalls;
import adapter.alsa.lib.MixerCalls.Side;

import portcls.api.adapter.MixerControl;
import portcls.api.adapter.MixerLayout;
import portcls.api.adapter.MixerLine;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.KsId;
import portcls.api.ks.PinCategories;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes lines, nodes and wires of elements. ALSA does not tell how sound flows through a card, so
 * it is taken from their names ({@code topology-filters}: what is played is mixed, what is recorded
 * is selected):
 *
 * <pre>
 * Playback → PCM … ┐                   ┌→ Headphone … → Headphone
 * Mic → Mic ……………… ┴→ Mix → Master … ──┴→ Front … → Front
 * Mic → Mic Boost … ┐
 * CD …………………………………… ┴→ Capture Source → Capture … → Capture
 * </pre>
 */
final class Planner {
    private static final String MIX = "Mix";
    private static final String CAPTURE_MIX = "Capture Mix";
    private static final String SELECTOR = "Capture Source";

    private final MixerLayout.Builder layout = MixerLayout.of();
    private final Map<MixerControl, Knob> knobs = new HashMap<>();

    /** Their lines, by label of the element. */
    private final Map<String, String> sources = new HashMap<>();

    /** Names that are in use, or are kept for those that others know. */
    private final Set<String> taken =
            new HashSet<>(List.of(AlsaMixer.PLAYBACK, AlsaMixer.CAPTURE, MIX, CAPTURE_MIX));

    private Planner() {}

    /** Of those elements; empty when none of them has anything to set. */
    static Plan plan(List<Element> elements) {
        Planner planner = new Planner();
        planner.playback(elements.stream().filter(it -> isPlayed(it)).toList());
        planner.capture(elements.stream().filter(it -> isRecorded(it)).toList());
        return new Plan(planner.layout.build(), planner.knobs);
    }

    private static boolean isPlayed(Element element) {
        // Switches without a volume are all sorts of things; those at a known place are mutes.
        return element.place() != Place.ASIDE
                && !element.playback().isEmpty()
                && (!element.playback().volumes().isEmpty()
                        || element.place() != Place.WAY
                        || element.id().name().startsWith("PCM"));
    }

    private static boolean isRecorded(Element element) {
        return element.isSelected() || element.isSelector() || !element.capture().isEmpty();
    }

    private void playback(List<Element> elements) {
        if (elements.isEmpty()) {
            return;
        }
        List<Element> inputs = at(Place.SOURCE, elements);
        List<Element> outputs = at(Place.OUTPUT, elements);
        layout.line(MixerLine.in(AlsaMixer.PLAYBACK, PinCategories.LEGACY_AUDIO_CONNECTOR));
        List<String> way = new ArrayList<>(List.of(AlsaMixer.PLAYBACK));
        at(Place.WAY, elements).forEach(it -> way.addAll(played(it)));
        if (!inputs.isEmpty()) {
            layout.control(MixerControl.sum(MIX));
            way.add(MIX);
        }
        at(Place.MASTER, elements).forEach(it -> way.addAll(played(it)));
        if (outputs.isEmpty()) {
            output(way, List.of(), AlsaMixer.SPEAKER, PinCategories.SPEAKER);
        }
        for (Element output : outputs) {
            output(way, played(output), output.label(), Place.category(output.id().name()));
        }
        for (Element input : inputs) {
            source(input, played(input), MIX);
        }
    }

    private void output(List<String> way, List<String> controls, String label, KsId category) {
        String name = fresh(label);
        layout.line(MixerLine.out(name, category));
        List<String> path = new ArrayList<>(way);
        path.addAll(controls);
        path.add(name);
        path(path);
    }

    private void capture(List<Element> elements) {
        if (elements.isEmpty()) {
            return;
        }
        Map<Integer, List<Element>> groups = new TreeMap<>();
        elements.stream()
                .filter(Element::isSelected)
                .forEach(it -> groups.computeIfAbsent(it.group(), _ -> new ArrayList<>()).add(it));
        List<Element> selectors = elements.stream().filter(Element::isSelector).toList();
        List<Element> plain =
                elements.stream().filter(it -> !it.isSelected() && !it.isSelector()).toList();
        List<Element> inputs = at(Place.SOURCE, plain);
        List<Element> mixed =
                inputs.stream()
                        .filter(input -> selectors.stream().noneMatch(it -> selects(it, input)))
                        .toList();
        int ways = groups.size() + selectors.size() + mixed.size();

        List<String> way = new ArrayList<>();
        if (ways > 1) {
            layout.control(MixerControl.sum(CAPTURE_MIX));
            way.add(CAPTURE_MIX);
        }
        // Last what is next to the stream.
        for (Element element : plain) {
            if (element.place() != Place.SOURCE && !isCapture(element)) {
                way.addAll(recorded(element));
            }
        }
        plain.stream().filter(Planner::isCapture).forEach(it -> way.addAll(recorded(it)));
        layout.line(MixerLine.out(AlsaMixer.CAPTURE, PinCategories.LEGACY_AUDIO_CONNECTOR));
        way.add(AlsaMixer.CAPTURE);
        if (ways == 0) {
            String input = fresh(AlsaMixer.INPUT);
            layout.line(MixerLine.in(input, PinCategories.ANALOG_CONNECTOR));
            way.addFirst(input);
        }
        path(way);
        for (Element input : mixed) {
            source(input, recorded(input), way.getFirst());
        }
        Map<Element, List<String>> controls = new HashMap<>();
        for (Element selector : selectors) {
            choice(selector, inputs, controls, way.getFirst());
        }
        for (List<Element> group : groups.values()) {
            selector(group, way.getFirst());
        }
    }

    private void selector(List<Element> group, String goal) {
        String name = fresh(SELECTOR);
        MixerControl control = MixerControl.mux(name, group.size());
        layout.control(control);
        knobs.put(
                control,
                new Knob.Selector(
                        group.stream()
                                .map(
                                        it ->
                                                new Knob.Selector.Input(
                                                        it.id(), it.capture().switches()))
                                .toList(),
                        MixerCalls.CAPTURE));
        for (Element input : group) {
            List<String> levels = new ArrayList<>();
            level(input, input.capture(), MixerCalls.CAPTURE, captureName(input), levels);
            source(input, levels, name);
        }
        path(List.of(name, goal));
    }

    /**
     * A choice by name: each item is a line in.
     *
     * @param inputs elements of which some belong to a line that can be chosen
     * @param controls those that were made of such elements
     */
    private void choice(
            Element selector,
            List<Element> inputs,
            Map<Element, List<String>> controls,
            String goal) {
        String name = fresh(selector.label());
        List<String> items = selector.choice().items();
        MixerControl control = MixerControl.mux(name, items.size());
        layout.control(control);
        knobs.put(control, new Knob.Choices(selector.id(), selector.choice().channels()));
        Set<String> wired = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            String item = items.get(i).isBlank() ? AlsaMixer.INPUT : items.get(i);
            String label = item;
            for (int same = 2; !wired.add(label); same++) {
                label = item + " " + same; // each item has an input of its own
            }
            List<String> own = new ArrayList<>();
            for (Element input : inputs) {
                if (belongs(input, label)) {
                    own.addAll(controls.computeIfAbsent(input, this::recorded));
                }
            }
            source(label, item, own, name);
        }
        path(List.of(name, goal));
    }

    private static boolean selects(Element selector, Element input) {
        return selector.choice().items().stream().anyMatch(item -> belongs(input, item));
    }

    /** Whether an element is at a line: {@code Mic} and {@code Mic Boost} are at {@code Mic}. */
    private static boolean belongs(Element input, String line) {
        return input.label().equals(line) || input.label().equals(line + " Boost");
    }

    private void source(Element element, List<String> controls, String goal) {
        source(element.label(), element.id().name(), controls, goal);
    }

    /** A line in, its controls, and where they lead. */
    private void source(String label, String kind, List<String> controls, String goal) {
        String line = sources.get(label);
        if (line == null) {
            line = fresh(label);
            sources.put(label, line);
            layout.line(MixerLine.in(line, Place.category(kind)));
        }
        List<String> path = new ArrayList<>(List.of(line));
        path.addAll(controls);
        path.add(goal);
        path(path);
    }

    private List<String> played(Element element) {
        List<String> names = new ArrayList<>();
        level(element, element.playback(), MixerCalls.PLAYBACK, element.label(), names);
        mute(element, element.playback(), MixerCalls.PLAYBACK, element.label(), names);
        return names;
    }

    private List<String> recorded(Element element) {
        List<String> names = new ArrayList<>();
        level(element, element.capture(), MixerCalls.CAPTURE, captureName(element), names);
        mute(element, element.capture(), MixerCalls.CAPTURE, captureName(element), names);
        return names;
    }

    private static boolean isCapture(Element element) {
        return element.id().name().equals(AlsaMixer.CAPTURE);
    }

    private static String captureName(Element element) {
        return isCapture(element) ? element.label() : element.label() + " Capture";
    }

    private void level(Element element, Part part, Side side, String label, List<String> names) {
        Scale scale = part.scale();
        if (scale == null) {
            return;
        }
        int channels = part.volumes().size();
        MixerControl control =
                switch (element.id().name()) {
                    case "Bass" ->
                            MixerControl.tone(
                                    fresh(label), AudioProperty.BASS, channels, scale.range());
                    case "Treble" ->
                            MixerControl.tone(
                                    fresh(label), AudioProperty.TREBLE, channels, scale.range());
                    default ->
                            MixerControl.volume(fresh(label + " Volume"), channels, scale.range());
                };
        add(control, new Knob.Level(element.id(), side, part.volumes(), scale), names);
    }

    private void mute(Element element, Part part, Side side, String label, List<String> names) {
        if (!part.switches().isEmpty()) {
            add(
                    MixerControl.mute(fresh(label + " Mute"), part.switches().size()),
                    new Knob.Mute(element.id(), side, part.switches()),
                    names);
        }
    }

    private void add(MixerControl control, Knob knob, List<String> names) {
        layout.control(control);
        knobs.put(control, knob);
        names.add(control.name());
    }

    private String fresh(String name) {
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + " " + i;
        }
        return free;
    }

    private void path(List<String> names) {
        layout.path(names.toArray(String[]::new));
    }

    private static List<Element> at(Place place, List<Element> elements) {
        return elements.stream().filter(it -> it.place() == place).toList();
    }
}
