package adapter.virtual.mixer;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.MixerControl;
import portcls.api.ks.BasicSupport.Stepping;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The hand at the knobs of virtual mixers: the command {@code knob} of the shell. What it does
 * comes from the device's side, as if somebody had turned a real one. What cannot be done is told
 * in its answer, with what there is and what to do.
 */
@Component(
        service = KnobCommand.class,
        property = {
            "osgi.command.scope=portcls",
            "osgi.command.function=knob",
            "portcls.command.summary=" + KnobCommand.SUMMARY,
            "portcls.command.usage=DEVICE [KNOB [VALUE]]",
            "portcls.command.example=knob virtual:speaker   # its knobs",
            "portcls.command.example=knob virtual:speaker Bass 6"
        })
public final class KnobCommand {
    /** What it does, in a line, for {@code help}. */
    static final String SUMMARY = "Shows and turns the knobs of a virtual device, as a hand would";

    private static final String USAGE =
            "What to do: knob DEVICE [KNOB [VALUE]], for example: knob virtual:speaker Bass 6";

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Adapter> adapters = List.of();

    /** Made by Declarative Services. */
    public KnobCommand() {}

    KnobCommand(List<Adapter> adapters) {
        this.adapters = adapters;
    }

    /**
     * Lists the knobs of a device, shows one, or turns it on all channels.
     *
     * @param words the id of the device, or a part of it; the name of a knob, or a part of it; a
     *     level in dB, {@code on} or {@code off}, or the number of an input
     * @return what there is now, or why not
     */
    public String knob(String... words) {
        if (words.length == 0) {
            return devices("No device was named.");
        }
        List<Adapter> found = devices().filter(it -> it.id().equals(words[0])).toList();
        if (found.isEmpty()) {
            String part = words[0].toLowerCase(Locale.ROOT);
            found =
                    devices()
                            .filter(it -> it.id().toLowerCase(Locale.ROOT).contains(part))
                            .toList();
        }
        if (found.isEmpty()) {
            return devices("There is no virtual device with knobs of the id \"" + words[0] + "\".");
        }
        if (found.size() > 1) {
            return devices("\"" + words[0] + "\" could be any of several; write more of the id.");
        }
        String device = found.getFirst().id();
        VirtualMixer mixer = found.getFirst().adapt(VirtualMixer.class).orElseThrow();
        if (words.length == 1) {
            return list(mixer);
        }
        // The names of knobs have spaces, which nobody likes to quote.
        MixerControl shown = find(mixer, name(words, words.length));
        if (shown != null) {
            return line(mixer, shown);
        }
        MixerControl turned = words.length > 2 ? find(mixer, name(words, words.length - 1)) : null;
        if (turned == null) {
            return device
                    + " has no knob \""
                    + name(words, Math.max(2, words.length - 1))
                    + "\", or several with that in their names.\n  What to do: turn one of these:\n"
                    + list(mixer);
        }
        return turn(mixer, turned, words[words.length - 1]);
    }

    private static String name(String[] words, int end) {
        return String.join(" ", Arrays.asList(words).subList(1, end));
    }

    private static String turn(VirtualMixer mixer, MixerControl control, String written) {
        Integer value = read(control, written);
        Stepping range = control.range();
        if (value == null || range == null || range.clamp(value) != value) {
            return "\""
                    + control.name()
                    + "\" cannot be turned to \""
                    + written
                    + "\".\n  What to do: "
                    + values(control)
                    + ".";
        }
        mixer.turn(control, -1, value);
        return line(mixer, control);
    }

    private String devices(String trouble) {
        String known = devices().map(Adapter::id).sorted().collect(Collectors.joining(", "));
        return trouble
                + "\n  Devices with knobs: "
                + (known.isEmpty() ? "none; a virtual speaker has some" : known)
                + "\n  "
                + USAGE;
    }

    private Stream<Adapter> devices() {
        return adapters.stream().filter(it -> it.adapt(VirtualMixer.class).isPresent());
    }

    /** The one of that name, else the only one that has all of its words in its name. */
    private static @Nullable MixerControl find(VirtualMixer mixer, String written) {
        String part = written.toLowerCase(Locale.ROOT);
        List<MixerControl> found =
                knobs(mixer).stream()
                        .filter(it -> Stream.of(part.split(" ")).allMatch(lower(it)::contains))
                        .toList();
        return found.stream()
                .filter(it -> lower(it).equals(part))
                .findFirst()
                .orElse(found.size() == 1 ? found.getFirst() : null);
    }

    private static String lower(MixerControl control) {
        return control.name().toLowerCase(Locale.ROOT);
    }

    private static List<MixerControl> knobs(VirtualMixer mixer) {
        return mixer.layout().controls().stream()
                .filter(it -> it.property() != null && !it.name().equals(Controls.METER.label()))
                .toList();
    }

    private static String list(VirtualMixer mixer) {
        return knobs(mixer).stream()
                .map(control -> line(mixer, control))
                .collect(Collectors.joining("\n"));
    }

    private static String line(VirtualMixer mixer, MixerControl control) {
        return control.name() + " = " + show(control, mixer.value(control, 0));
    }

    /** A value as it was written; null when it is none for this knob. */
    private static @Nullable Integer read(MixerControl control, String written) {
        String text = written.toLowerCase(Locale.ROOT);
        if (isSwitch(control)) {
            return switch (text) {
                case "on" -> 1;
                case "off" -> 0;
                default -> null;
            };
        }
        try {
            if (!isLevel(control)) {
                return Integer.valueOf(text);
            }
            double decibels = Double.parseDouble(text.replaceFirst("\\s*db$", ""));
            long value = Math.round(decibels * Controls.DECIBEL);
            return Double.isNaN(decibels) || value != (int) value ? null : (int) value;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** What may be written. */
    private static String values(MixerControl control) {
        Stepping range = control.range();
        if (range == null) {
            return "leave it; it has nothing to turn";
        }
        if (isSwitch(control)) {
            return "use on or off";
        }
        return isLevel(control)
                ? "use a level from "
                        + show(control, range.minimum())
                        + " to "
                        + show(control, range.maximum())
                : "use the number of an input, " + range.minimum() + " to " + range.maximum();
    }

    private static String show(MixerControl control, int value) {
        if (isLevel(control)) {
            return String.format(Locale.ROOT, "%.1f dB", (double) value / Controls.DECIBEL);
        }
        return isSwitch(control) ? (value == 0 ? "off" : "on") : Integer.toString(value);
    }

    private static boolean isSwitch(MixerControl control) {
        return new Stepping(0, 1, 1).equals(control.range());
    }

    private static boolean isLevel(MixerControl control) {
        Stepping range = control.range();
        return range != null && range.delta() > 1;
    }
}
