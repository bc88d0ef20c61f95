package portcls.ports.dmus;

import portcls.api.dmus.WaveSinkProperty;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.PropertyItem;
import portcls.ports.property.PortProperties;

import java.util.OptionalInt;
import java.util.function.Supplier;

/** Where a synthesizer is heard; of a filter that has a wave pin, and of its open pins. */
final class WaveSinkProperties implements PortProperties {
    private final Supplier<OptionalInt> soundPin;
    private final AutomationTable table;

    WaveSinkProperties(SynthSound sound, Supplier<OptionalInt> soundPin) {
        this.soundPin = soundPin;
        table =
                AutomationTable.of(
                        PropertyItem.of(WaveSinkProperty.OUTPUT)
                                .get(_ -> sound.chosen())
                                .set((_, id) -> sound.choose(id)),
                        PropertyItem.of(WaveSinkProperty.PLAYING).get(_ -> sound.playing()),
                        PropertyItem.of(WaveSinkProperty.LOST_FRAMES).get(_ -> sound.lostFrames()));
    }

    @Override
    public AutomationTable ofFilter() {
        return soundPin.get().isPresent() ? table : AutomationTable.EMPTY;
    }
}
