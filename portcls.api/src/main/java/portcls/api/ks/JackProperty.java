package portcls.api.ks;

import java.util.List;

/**
 * KSPROPSETID_Jack ({@code jack-description-property}): asked of the filter with the id of a bridge
 * pin.
 */
public final class JackProperty {
    public static final KsId SET =
            KsId.of("4509f757-2d46-4637-8e62-ce7db944f57b", "KSPROPSETID_Jack");

    /** The sockets of a pin ({@code ksproperty-jack-description}). */
    public static final PropertyKey<List<JackDescription>> DESCRIPTION =
            new PropertyKey<>(
                    SET,
                    1,
                    "DESCRIPTION",
                    new ValueType<>(
                            "KSMULTIPLE_ITEM + KSJACK_DESCRIPTION[]",
                            JackLayout::ofDescriptions,
                            JackLayout::descriptions));

    /**
     * What the sockets can do ({@code ksproperty-jack-description2}): a list as long as that of
     * {@link #DESCRIPTION}, of which only the capabilities are told on the raw road.
     */
    public static final PropertyKey<List<JackDescription>> DESCRIPTION2 =
            new PropertyKey<>(
                    SET,
                    2,
                    "DESCRIPTION2",
                    new ValueType<>(
                            "KSMULTIPLE_ITEM + KSJACK_DESCRIPTION2[]",
                            JackLayout::ofCapabilities,
                            JackLayout::capabilities));

    private JackProperty() {}
}
