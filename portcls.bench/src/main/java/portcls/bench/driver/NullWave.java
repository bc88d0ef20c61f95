package portcls.bench.driver;

import portcls.api.ks.AudioDataRange;
import portcls.api.ks.Categories;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.WaveFormat;

/** What the null wave drivers have in common. */
public final class NullWave {
    /** The one format. */
    public static final WaveFormat FORMAT = WaveFormat.float32(48_000, 2);

    private NullWave() {}

    /** Pin 0 plays, pin 1 is the cable. */
    static FilterDescriptor describe(String name) {
        return FilterDescriptor.builder(name)
                .pin(
                        PinDescriptor.streaming(
                                DataFlow.IN,
                                Categories.AUDIO,
                                AudioDataRange.float32(2, 48_000, 48_000)))
                .pin(PinDescriptor.bridge(DataFlow.OUT, PinCategories.SPEAKER, DataRange.analog()))
                .connect(ConnectionDescriptor.pinToPin(0, 1))
                .category(Categories.AUDIO)
                .category(Categories.RENDER)
                .build();
    }
}
