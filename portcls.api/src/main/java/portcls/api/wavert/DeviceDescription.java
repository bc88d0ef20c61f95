package portcls.api.wavert;

/**
 * What a device can do by DMA, DEVICE_DESCRIPTION ({@code
 * nf-portcls-iminiportwavert-getdevicedescription}). Of use to whoever compares drivers; memory in
 * a process reaches every device.
 *
 * @param master whether the device fetches data by itself
 * @param scatterGather whether its memory may lie in pieces
 * @param dma64BitAddresses whether it reaches all addresses
 * @param maximumLength most bytes of one transfer
 */
public record DeviceDescription(
        boolean master, boolean scatterGather, boolean dma64BitAddresses, int maximumLength) {
    /** A device that reaches all memory. */
    public static final DeviceDescription ANY =
            new DeviceDescription(true, true, true, Integer.MAX_VALUE);
}
