package portcls.api.ks;

/**
 * KSPROPSETID_Stream: what a program that builds graphs of kernel streams negotiates with an open
 * pin. Served by the port. There are no handles in a process, so both are 0, the port's own.
 */
public final class StreamProperty {
    public static final KsId SET =
            KsId.of("65aaba60-98ae-11cf-a10d-0020afd156e4", "KSPROPSETID_Stream");

    /** Whose buffers it takes ({@code ksproperty-stream-allocator}): always 0. */
    public static final PropertyKey<Long> ALLOCATOR =
            new PropertyKey<>(SET, 0, "ALLOCATOR", ValueType.ULONGLONG);

    /**
     * Whose clock it follows ({@code ksproperty-stream-masterclock}): 0, the port's; no other one
     * can be set.
     */
    public static final PropertyKey<Long> MASTERCLOCK =
            new PropertyKey<>(SET, 3, "MASTERCLOCK", ValueType.ULONGLONG);

    private StreamProperty() {}
}
