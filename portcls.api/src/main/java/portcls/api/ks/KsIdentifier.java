package portcls.api.ks;

/**
 * One member of a set, KSIDENTIFIER: how a pin is driven ({@code interfaces}) and over what ({@code
 * mediums}).
 *
 * @param set the set
 * @param id the documented id within the set
 */
public record KsIdentifier(KsId set, int id) {
    /** The interface of every pin: buffers that follow each other. */
    public static final KsIdentifier STANDARD_STREAMING =
            new KsIdentifier(
                    KsId.of("1a8766a0-62ce-11cf-a5d6-28db04c10000", "KSINTERFACESETID_Standard"),
                    0);

    /** The medium of every pin that names none: requests of programs. */
    public static final KsIdentifier STANDARD_DEVICE_IO =
            new KsIdentifier(
                    KsId.of("4747b320-62ce-11cf-a5d6-28db04c10000", "KSMEDIUMSETID_Standard"), 0);
}
