package miniport.topology;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.Mixer;
import portcls.api.adapter.MixerControl;
import portcls.api.adapter.MixerLayout;
import portcls.api.adapter.MixerLine;
import portcls.api.ks.JackDescription;
import portcls.api.ks.NodeTypes;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A mixer that remembers its values and does nothing else. */
final class FakeMixer implements Mixer {
    final Map<String, Integer> values = new HashMap<>();
    final Map<String, List<JackDescription>> jacks = new HashMap<>();
    boolean keeps;
    boolean hostCpu;

    /** The channel that fails, as {@code name/channel}. */
    String failing = "";

    /** The channel that cannot be set. */
    String deaf = "";

    @Nullable Consumer<MixerControl> listener;
    @Nullable Consumer<MixerLine> jackListener;
    private final MixerLayout layout;

    FakeMixer(MixerLayout layout) {
        this.layout = layout;
    }

    MixerControl control(String name) {
        return layout.controls().stream().filter(it -> it.name().equals(name)).findAny().get();
    }

    int get(String name, int channel) {
        return values.getOrDefault(name + "/" + channel, 0);
    }

    void set(String name, int channel, int value) {
        values.put(name + "/" + channel, value);
    }

    /** Somebody turns the knob. */
    void turn(String name, int channel, int value) {
        set(name, channel, value);
        if (listener != null) {
            listener.accept(control(name));
        }
    }

    /** Somebody plugs. */
    void plug(String name, JackDescription... now) {
        jacks.put(name, List.of(now));
        if (jackListener != null) {
            jackListener.accept(
                    layout.lines().stream().filter(it -> it.name().equals(name)).findAny().get());
        }
    }

    @Override
    public MixerLayout layout() {
        return layout;
    }

    @Override
    public int value(MixerControl control, int channel) throws IOException {
        if (failing.equals(control.name() + "/" + channel)) {
            throw new IOException("the mixer does not answer");
        }
        int value = get(control.name(), channel);
        if (control.type().equals(NodeTypes.PEAKMETER)) {
            set(control.name(), channel, 0);
        }
        return value;
    }

    @Override
    public void value(MixerControl control, int channel, int value) throws IOException {
        if (deaf.equals(control.name() + "/" + channel)) {
            throw new IOException("the mixer does not obey");
        }
        set(control.name(), channel, value);
    }

    @Override
    public void onChange(@Nullable Consumer<MixerControl> newListener) {
        listener = newListener;
    }

    @Override
    public List<JackDescription> jacks(MixerLine line) {
        return jacks.getOrDefault(line.name(), line.jacks());
    }

    @Override
    public void onJackChange(@Nullable Consumer<MixerLine> newListener) {
        jackListener = newListener;
    }

    @Override
    public boolean keepsSettings() {
        return keeps;
    }

    @Override
    public boolean onHostCpu() {
        return hostCpu;
    }

    @Override
    public String description() {
        return "fake mixer";
    }
}
