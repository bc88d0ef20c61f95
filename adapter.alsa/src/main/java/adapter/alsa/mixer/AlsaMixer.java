package adapter.alsa.mixer;

import adapter.alsa.lib.AlsaException;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.Mixer;
import portcls.api.adapter.MixerControl;
import portcls.api.adapter.MixerLayout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A mixer of ALSA: its simple elements as controls, with ALSA's names. What other programs set is
 * told. ALSA keeps how it is set. A call lasts as long as the card or the sound server takes, a
 * second at most. Any thread.
 */
public final class AlsaMixer implements Mixer, AutoCloseable {
    /** Line that what is played comes in by. */
    public static final String PLAYBACK = "Playback";

    /** Line that what is recorded goes out by. */
    public static final String CAPTURE = "Capture";

    /** Where what is played goes when nothing tells it. */
    static final String SPEAKER = "Speaker";

    /** Where what is recorded comes from when nothing tells it. */
    static final String INPUT = "Input";

    private static final int[] UNKNOWN = {};

    private final String name;
    private final Consumer<IOException> lost;
    private final MixerThread thread;

    /** Made on the mixer's thread before anybody has this object. */
    private @Nullable Plan plan;

    /** How the controls were when this was last found out. Of the mixer's thread. */
    private final Map<MixerControl, int[]> known = new HashMap<>();

    /** Guarded by this. */
    private @Nullable Consumer<MixerControl> listener;

    private AlsaMixer(String name, Consumer<IOException> lost) throws AlsaException {
        this.name = name;
        this.lost = lost;
        thread = MixerThread.open(name, new Owner());
    }

    /**
     * Opens one.
     *
     * @param name of the control device, for example {@code hw:PCH} or {@code pulse}
     * @param lost told once, on the mixer's thread, when it went by itself; must not block
     * @throws AlsaException when it cannot be opened
     */
    public static AlsaMixer open(String name, Consumer<IOException> lost) throws AlsaException {
        return new AlsaMixer(name, lost);
    }

    private final class Owner implements MixerThread.Owner {
        @Override
        public void opened(MixerHandle mixer) {
            Plan made = Planner.plan(mixer.elements());
            plan = made;
            made.knobs().forEach((control, knob) -> known.put(control, read(mixer, control, knob)));
        }

        @Override
        public void changed(MixerHandle mixer) {
            List<MixerControl> changed = new ArrayList<>();
            plan().knobs()
                    .forEach(
                            (control, knob) -> {
                                int[] now = read(mixer, control, knob);
                                if (!Arrays.equals(known.put(control, now), now)) {
                                    changed.add(control);
                                }
                            });
            changed.forEach(AlsaMixer.this::tell);
        }

        @Override
        public void lost(IOException why) {
            lost.accept(why);
        }
    }

    /** The values of all channels; none when they cannot be read, since an element went. */
    private static int[] read(MixerHandle mixer, MixerControl control, Knob knob) {
        try {
            int[] values = new int[control.channels()];
            for (int i = 0; i < values.length; i++) {
                values[i] = knob.get(mixer, i);
            }
            return values;
        } catch (AlsaException e) {
            return UNKNOWN;
        }
    }

    private Plan plan() {
        return Objects.requireNonNull(plan);
    }

    @Override
    public String description() {
        return "ALSA mixer " + name;
    }

    @Override
    public MixerLayout layout() {
        return plan().layout();
    }

    @Override
    public int value(MixerControl control, int channel) throws IOException {
        Knob knob = knob(control, channel);
        return thread.call(mixer -> knob.get(mixer, channel));
    }

    @Override
    public void value(MixerControl control, int channel, int value) throws IOException {
        Knob knob = knob(control, channel);
        thread.call(
                mixer -> {
                    knob.set(mixer, channel, value);
                    known.put(control, read(mixer, control, knob)); // it is not told of this
                    return true;
                });
    }

    private Knob knob(MixerControl control, int channel) {
        Knob knob = plan().knobs().get(control);
        if (knob == null || channel < 0 || channel >= control.channels()) {
            throw new IllegalArgumentException(
                    description()
                            + " has no such control; use those of its layout: "
                            + control
                            + ", channel="
                            + channel);
        }
        return knob;
    }

    /** Holds the lock while it tells, so that no listener runs that was taken away. */
    private synchronized void tell(MixerControl control) {
        Consumer<MixerControl> told = listener;
        if (told != null) {
            told.accept(control);
        }
    }

    @Override
    public synchronized void onChange(@Nullable Consumer<MixerControl> newListener) {
        listener = newListener;
    }

    /** The card has them, or the sound server, or what ALSA runs when the machine stops. */
    @Override
    public boolean keepsSettings() {
        return true;
    }

    /** Lets it go. */
    @Override
    public void close() {
        thread.close();
    }

    @Override
    public String toString() {
        return description();
    }
}
