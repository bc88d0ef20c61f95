package portcls.api.adapter;

/** Kinds of resource ({@code nn-portcls-iresourcelist}). */
public enum ResourceType {
    PORT,
    INTERRUPT,
    MEMORY,
    DMA,
    DEVICE_SPECIFIC,
    BUS_NUMBER,
    DEVICE_PRIVATE,
    ASSIGNED_RESOURCE,
    SUB_ALLOCATE_FROM
}
