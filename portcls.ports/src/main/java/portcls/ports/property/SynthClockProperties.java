package portcls.ports.property;

import portcls.api.IMasterClock;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.SynthClockProperty;

import java.util.ArrayList;
import java.util.List;

/** The master clock of a music filter ({@code kspropsetid-synthclock}). */
final class SynthClockProperties {
    private SynthClockProperties() {}

    /** The same table with the clock's property. */
    static AutomationTable beside(AutomationTable table, IMasterClock clock) {
        List<PropertyItem<?>> items = new ArrayList<>(table.properties());
        items.add(PropertyItem.of(SynthClockProperty.MASTERCLOCK).get(_ -> clock.getTime()));
        return new AutomationTable(items, table.events());
    }
}
