package miniport.topology;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.Mixer;
import portcls.api.adapter.MixerControl;
import portcls.api.adapter.MixerLayout;
import portcls.api.adapter.MixerLine;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.BasicSupport.Stepping;
import portcls.api.ks.Categories;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.FilterDescriptorBuilder;
import portcls.api.ks.KsId;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.PinDescriptor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntConsumer;

/**
 * Which line is which pin and which control is which node ({@code exposing-filter-topology}): line
 * {@code i} is pin {@code i}, control {@code i} is node {@code i}.
 */
final class NodeTable {
    private final Mixer mixer;
    private final MixerLayout layout;

    /** Held by whoever calls the mixer. */
    private final Object lock = new Object();

    /** Those with a value, at the place of their node. */
    private final List<@Nullable Control> controls = new ArrayList<>();

    /**
     * Asks the mixer what it has, and how it is set.
     *
     * @throws IOException when the mixer cannot tell
     */
    NodeTable(Mixer mixer) throws IOException {
        this.mixer = mixer;
        layout = mixer.layout();
        for (MixerControl shape : layout.controls()) {
            Stepping range = shape.range();
            controls.add(range == null ? null : new Control(mixer, lock, shape, range));
        }
    }

    /** What the filter looks like. */
    FilterDescriptor describe(String name, IntConsumer onNodeChange) {
        FilterDescriptorBuilder filter =
                FilterDescriptor.builder(name)
                        .automation(new JackProperties(mixer, layout.lines()).table())
                        .category(Categories.AUDIO)
                        .category(Categories.TOPOLOGY);
        for (MixerLine line : layout.lines()) {
            filter.pin(
                    PinDescriptor.bridge(line.flow(), line.category(), DataRange.analog())
                            .named(id("pin", line.name())));
        }
        for (int node = 0; node < controls.size(); node++) {
            int changed = node;
            MixerControl shape = layout.controls().get(node);
            filter.node(
                    NodeDescriptor.of(shape.type())
                            .named(id("node", shape.name()))
                            .automation(
                                    control(node)
                                            .map(
                                                    it ->
                                                            table(
                                                                    it,
                                                                    () ->
                                                                            onNodeChange.accept(
                                                                                    changed)))
                                            .orElse(AutomationTable.EMPTY)));
        }
        layout.connections().forEach(filter::connect);
        return filter.build();
    }

    private AutomationTable table(Control control, Runnable onChange) {
        return new ControlProperties(control, mixer.onHostCpu(), onChange).table();
    }

    /** The control that a node is, if it has a value. */
    Optional<Control> control(int node) {
        return node < 0 ? Optional.empty() : Optional.ofNullable(controls.get(node));
    }

    /** All nodes that have a value which can be set. */
    List<Control> settings() {
        List<Control> found = new ArrayList<>();
        for (Control control : controls) {
            if (control != null && !control.isMeter()) {
                found.add(control);
            }
        }
        return found;
    }

    /**
     * The device is about to sleep, or is back: see {@link Control#sleep}. A control that fails
     * keeps no other from it.
     *
     * @throws IOException when some failed, at the end
     */
    void power(boolean awake) throws IOException {
        IOException failure = null;
        synchronized (lock) {
            for (Control control : controls) {
                try {
                    if (control != null && awake) {
                        control.wake();
                    } else if (control != null) {
                        control.sleep();
                    }
                } catch (IOException e) {
                    if (failure == null) {
                        failure = e;
                    } else {
                        failure.addSuppressed(e);
                    }
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Tells from now on which node was turned by somebody else, and at which pin something was
     * plugged or pulled. Neither may block.
     */
    void watch(IntConsumer onTurn, IntConsumer onPlug) {
        synchronized (lock) {
            mixer.onChange(
                    control -> {
                        int node = layout.controls().indexOf(control);
                        control(node).ifPresent(Control::turned);
                        tell(onTurn, node);
                    });
            mixer.onJackChange(line -> tell(onPlug, layout.lines().indexOf(line)));
        }
    }

    /** Tells nothing any more. */
    void unwatch() {
        synchronized (lock) {
            mixer.onChange(null);
            mixer.onJackChange(null);
        }
    }

    /** What the mixer does not have concerns nobody. */
    private static void tell(IntConsumer listener, int index) {
        if (index >= 0) {
            listener.accept(index);
        }
    }

    /** The same name gives the same id each time. */
    private static KsId id(String kind, String name) {
        byte[] text = ("miniport.topology " + kind + " " + name).getBytes(StandardCharsets.UTF_8);
        return new KsId(UUID.nameUUIDFromBytes(text), name);
    }
}
