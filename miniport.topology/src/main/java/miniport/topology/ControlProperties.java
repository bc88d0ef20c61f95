package miniport.topology;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.BasicSupport;
import portcls.api.ks.BasicSupport.Stepping;
import portcls.api.ks.EventItem;
import portcls.api.ks.KsEvents;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.ValueType;
import portcls.api.topology.TopologyNodeProperty;
import portcls.api.wavert.WaveAudioProperty;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * The properties and events of the node that a control is ({@code audio-property-handlers}). Their
 * handlers tell when they have changed something.
 */
final class ControlProperties {
    /** KSAUDIO_CPU_RESOURCES_HOST_CPU. */
    private static final int HOST_CPU = Integer.MAX_VALUE;

    /** KSAUDIO_CPU_RESOURCES_NOT_HOST_CPU. */
    private static final int NOT_HOST_CPU = 0;

    /** From the 31 bits of a peak to the 15 of the older property. */
    private static final int OLD_PEAK_SHIFT = 16;

    private static final Stepping OLD_PEAKS = new Stepping(0, Short.MAX_VALUE, 1);

    private final Control control;
    private final boolean onHostCpu;
    private final Runnable onChange;

    /**
     * Those of one control.
     *
     * @param onHostCpu whether the processor of this machine does its work
     * @param onChange run when a handler has changed it
     */
    ControlProperties(Control control, boolean onHostCpu, Runnable onChange) {
        this.control = control;
        this.onHostCpu = onHostCpu;
        this.onChange = onChange;
    }

    AutomationTable table() {
        if (control.isMeter()) {
            return new AutomationTable(meter(), List.of());
        }
        List<PropertyItem<?>> items = new ArrayList<>();
        items.add(value());
        if (control.canBeOff()) {
            items.add(
                    PropertyItem.of(TopologyNodeProperty.ENABLE)
                            .get(_ -> control.isOn())
                            .set((_, on) -> tell(control.switchOn(on))));
            items.add(
                    PropertyItem.of(TopologyNodeProperty.RESET)
                            .set(
                                    (_, wanted) -> {
                                        if (wanted) {
                                            control.reset();
                                            onChange.run();
                                        }
                                    }));
        }
        return new AutomationTable(items, List.of(EventItem.of(KsEvents.CONTROL_CHANGE)));
    }

    @SuppressWarnings("unchecked") // the key says the type of its values
    private PropertyItem<?> value() {
        PropertyKey<?> key = Objects.requireNonNull(control.shape().property());
        if (key.equals(AudioProperty.MUX_SOURCE)) {
            return selector();
        }
        return key.type().equals(ValueType.BOOL)
                ? toggle((PropertyKey<Boolean>) key)
                : level((PropertyKey<Integer>) key);
    }

    private PropertyItem<Integer> level(PropertyKey<Integer> key) {
        return PropertyItem.of(key)
                .get(request -> control.get(request.channel()))
                .set((request, value) -> tell(control.set(request.channel(), value)))
                .support(BasicSupport.channels(perChannel(control.range()), isUniform()));
    }

    private PropertyItem<Boolean> toggle(PropertyKey<Boolean> key) {
        boolean single = control.shape().channels() == 1;
        return PropertyItem.of(key)
                .get(request -> control.get(request.channel()) != 0)
                .set((request, on) -> tell(control.set(request.channel(), on ? 1 : 0)))
                .support(
                        single
                                ? BasicSupport.of(BasicSupport.VT_BOOL)
                                : new BasicSupport(
                                        BasicSupport.VT_BOOL,
                                        perChannel(control.range()),
                                        true,
                                        isUniform()));
    }

    private PropertyItem<Integer> selector() {
        Stepping inputs = control.range();
        return PropertyItem.of(AudioProperty.MUX_SOURCE)
                .get(_ -> control.get(0))
                .set(
                        (_, input) -> {
                            requireInput(input, inputs);
                            tell(control.set(0, input));
                        })
                .support(new BasicSupport(BasicSupport.VT_UI4, List.of(inputs), false, false));
    }

    private void requireInput(int input, Stepping inputs) {
        if (input < inputs.minimum() || input > inputs.maximum()) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "\""
                            + control.shape().name()
                            + "\" has the inputs "
                            + inputs.minimum()
                            + " … "
                            + inputs.maximum()
                            + ", the numbers of its logical pins in the filter's connections:"
                            + " source="
                            + input);
        }
    }

    private List<PropertyItem<?>> meter() {
        return List.of(
                PropertyItem.of(WaveAudioProperty.PEAKMETER2)
                        .get(request -> control.peak(request.channel()))
                        .support(BasicSupport.channels(perChannel(control.range()), isUniform())),
                PropertyItem.of(AudioProperty.PEAKMETER)
                        .get(request -> control.peak(request.channel()) >> OLD_PEAK_SHIFT)
                        .support(BasicSupport.channels(perChannel(OLD_PEAKS), isUniform())),
                PropertyItem.of(AudioProperty.CPU_RESOURCES)
                        .get(_ -> onHostCpu ? HOST_CPU : NOT_HOST_CPU));
    }

    private List<Stepping> perChannel(Stepping range) {
        return Collections.nCopies(control.shape().channels(), range);
    }

    /** A single channel shares its value with nobody. */
    private boolean isUniform() {
        return control.shape().uniform() && control.shape().channels() > 1;
    }

    private void tell(boolean changed) {
        if (changed) {
            onChange.run();
        }
    }
}
