package portcls.api;

/**
 * Why a request failed, with the documented NTSTATUS value. Ordinary answers ("no match", "nothing
 * yet") are not failures.
 */
public enum Status {
    UNSUCCESSFUL(0xC0000001),
    NOT_IMPLEMENTED(0xC0000002),
    INVALID_PARAMETER(0xC000000D),
    INVALID_DEVICE_REQUEST(0xC0000010),
    ACCESS_DENIED(0xC0000022),
    BUFFER_TOO_SMALL(0xC0000023),
    OBJECT_NAME_NOT_FOUND(0xC0000034),
    OBJECT_NAME_COLLISION(0xC0000035),
    INSUFFICIENT_RESOURCES(0xC000009A),
    DEVICE_NOT_READY(0xC00000A3),
    IO_TIMEOUT(0xC00000B5),
    NOT_SUPPORTED(0xC00000BB),
    CANCELLED(0xC0000120),
    DEVICE_CONFIGURATION_ERROR(0xC0000182),
    INVALID_DEVICE_STATE(0xC0000184),
    IO_DEVICE_ERROR(0xC0000185),
    NOT_FOUND(0xC0000225),
    NO_MATCH(0xC0000272),
    DEVICE_REMOVED(0xC00002B6),
    DEVICE_BUSY(0x80000011),
    /** A packet comes after its time. */
    DATA_LATE_ERROR(0xC000003D),
    /** A packet comes before there is room for it. */
    DATA_OVERRUN(0xC000003C),
    /** Not all that was asked for was given. */
    NOT_ALL_ASSIGNED(0x00000106),
    /**
     * A value size of 0 was given; the answer tells the size that is needed. Only on the raw road.
     */
    BUFFER_OVERFLOW(0x80000005),
    /** The answer comes later. Never seen by clients. */
    PENDING(0x00000103),
    /** All went well. Only on the raw road; elsewhere success is that no exception is thrown. */
    SUCCESS(0);

    private final int ntStatus;

    Status(int ntStatus) {
        this.ntStatus = ntStatus;
    }

    /** The documented value, for those who compare with Windows. */
    public int ntStatus() {
        return ntStatus;
    }
}
