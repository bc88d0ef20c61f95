package portcls.api.ks;

/**
 * KSPROPSETID_SynthClock ({@code kspropsetid-synthclock}): the master clock, asked of a music
 * filter; served by the port.
 */
public final class SynthClockProperty {
    public static final KsId SET =
            KsId.of("fedfae26-e46e-11d1-aace-0000f875ac12", "KSPROPSETID_SynthClock");

    /** Master time, 100 ns. */
    public static final PropertyKey<Long> MASTERCLOCK =
            new PropertyKey<>(SET, 0, "MASTERCLOCK", ValueType.ULONGLONG);

    private SynthClockProperty() {}
}
