package portcls.api.ks;

/** The documented events. */
public final class KsEvents {
    private static final KsId AUDIO_CONTROL_CHANGE =
            KsId.of("e85e9698-fa2f-11d1-95bd-00c04fb925d3", "KSEVENTSETID_AudioControlChange");
    private static final KsId PIN_CAPS_CHANGE =
            KsId.of("dd4f192e-3b78-49ad-a534-2c315b822000", "KSEVENTSETID_PinCapsChange");

    /** A control was changed at the device; read the property again ({@code hardware-events}). */
    public static final EventKey CONTROL_CHANGE =
            new EventKey(AUDIO_CONTROL_CHANGE, 0, "CONTROL_CHANGE");

    /** The formats of a pin changed ({@code ksevent-pincaps-formatchange}). */
    public static final EventKey FORMATCHANGE = new EventKey(PIN_CAPS_CHANGE, 0, "FORMATCHANGE");

    /** What is known of a pin's jack changed ({@code ksevent-pincaps-jackinfochange}). */
    public static final EventKey JACKINFOCHANGE =
            new EventKey(PIN_CAPS_CHANGE, 1, "JACKINFOCHANGE");

    private KsEvents() {}
}
