package portcls.bench.driver;

import portcls.api.IResourceList;
import portcls.api.adapter.Adapter;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.BasicSupport;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.PropertyItem;
import portcls.api.topology.IMiniportTopology;
import portcls.api.topology.IPortTopology;

import java.util.function.Function;

/**
 * A topology miniport that looks as it is told, and whose volumes all are one number in memory. Its
 * handlers are called by one thread at a time.
 */
public final class NullMixer implements IMiniportTopology {
    private static final int LOWEST = -96 * 65_536;
    private static final int STEP = 0x8000;

    private final FilterDescriptor description;
    private int level;

    /** A mixer that looks so; it gets the table of a volume's properties. */
    public NullMixer(Function<AutomationTable, FilterDescriptor> look) {
        description =
                look.apply(
                        AutomationTable.of(
                                PropertyItem.of(AudioProperty.VOLUMELEVEL)
                                        .get(_ -> level)
                                        .set((_, value) -> level = value)
                                        .support(BasicSupport.stepped(LOWEST, 0, STEP))));
    }

    @Override
    public FilterDescriptor getDescription() {
        return description;
    }

    @Override
    public void init(Adapter adapter, IResourceList resources, IPortTopology port) {}
}
