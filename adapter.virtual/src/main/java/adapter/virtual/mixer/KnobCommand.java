package adapter.virtual.mixer;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.MixerControl;
import portcls.api.ks.BasicSupport.Stepping;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The hand at the knobs of virtual mixers: the command {@code knob} of the shell. What it does
 * comes from the device's side, as if somebody had turned a real one.
 */
@Component(
        service = KnobCommand.class,
        property = {"osgi.command.scope=portcls", "osgi.command.function=knob"})
public final class KnobCommand {
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Adapter> adapters = List.of();

    /** Made by Declarative Services. */
    public KnobCommand() {}

    KnobCommand(List<Adapter> adapters) {
        this.adapters = adapters;
    }

    /** Lists the knobs of a device. */
    public String knob(String device) {
        VirtualMixer mixer = mixer(device);
        return knobs(mixer).stream()
                .map(control -> control.name() + " = " + show(control, mixer.value(control, 0)))
                .collect(Collectors.joining("\n"));
    }

    /**
     * Turns a knob, on all channels.
     *
     * @param value a level in dB, {@code on} or {@code off}, or the number of an input
     */
    public String knob(String device, String control, String value) {
        VirtualMixer mixer = mixer(device);
        MixerControl known =
                knobs(mixer).stream()
                        .filter(it -> it.name().equalsIgnoreCase(control))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                device
                                                        + " has no knob \""
                                                        + control
                                                        + "\"; it has:\n"
                                                        + knob(device)));
        mixer.turn(known, -1, read(known, value));
        return known.name() + " = " + show(known, mixer.value(known, 0));
    }

    private VirtualMixer mixer(String device) {
        return adapters.stream()
                .filter(adapter -> adapter.id().equals(device))
                .flatMap(adapter -> adapter.adapt(VirtualMixer.class).stream())
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "there is no virtual device with knobs of that id:"
                                                + " device="
                                                + device));
    }

    private static List<MixerControl> knobs(VirtualMixer mixer) {
        return mixer.layout().controls().stream()
                .filter(it -> it.property() != null && !it.name().equals(Controls.METER.label()))
                .toList();
    }

    private static int read(MixerControl control, String value) {
        try {
            return switch (value) {
                case "on" -> 1;
                case "off" -> 0;
                default ->
                        isLevel(control)
                                ? (int) Math.round(Double.parseDouble(value) * Controls.DECIBEL)
                                : Integer.parseInt(value);
            };
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "a knob is turned to a level in dB, to on or off, or to the number of an"
                            + " input: value="
                            + value,
                    e);
        }
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
