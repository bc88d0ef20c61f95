package portcls.sb16;

import org.jspecify.annotations.Nullable;

import portcls.api.IResourceList;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.DmaLine;
import portcls.api.adapter.IoPort;
import portcls.api.adapter.ResourceType;

/**
 * What the waves of a Sound Blaster 16 need of its adapter: the registers of the card, one
 * interrupt, and two DMA channels, one for bytes and one for words.
 *
 * @param registers of the card, from the base address on
 * @param byteChannel index of the DMA channel for bytes among those of the list
 * @param byteNumber its number
 * @param wordChannel index of the DMA channel for words
 * @param wordNumber its number
 */
record Sb16Resources(
        IoPort registers, int byteChannel, int byteNumber, int wordChannel, int wordNumber) {
    /**
     * Looks through a list.
     *
     * @throws PortClsException DEVICE_CONFIGURATION_ERROR when the list is not what is needed
     */
    static Sb16Resources of(IResourceList resources) {
        IoPort registers = resources.first(IoPort.class).orElse(null);
        int bytes = channel(resources, DspWidth.BITS_8);
        int words = channel(resources, DspWidth.BITS_16);
        boolean right =
                registers != null
                        && registers.length() >= Dsp.LENGTH
                        && resources.numberOfEntriesOfType(ResourceType.INTERRUPT) >= 1
                        && bytes >= 0
                        && words >= 0;
        if (registers == null || !right) {
            throw wrong(resources);
        }
        return new Sb16Resources(
                registers, bytes, number(resources, bytes), words, number(resources, words));
    }

    /** Index of the DMA channel that moves samples of a width. */
    int dma(DspWidth width) {
        return width == DspWidth.BITS_8 ? byteChannel : wordChannel;
    }

    private static int channel(IResourceList resources, DspWidth width) {
        for (int i = 0; i < resources.numberOfEntriesOfType(ResourceType.DMA); i++) {
            DmaLine line = line(resources, i);
            if (line != null && width.isMovedBy(line.channel())) {
                return i;
            }
        }
        return -1;
    }

    private static int number(IResourceList resources, int index) {
        DmaLine line = line(resources, index);
        return line == null ? -1 : line.channel();
    }

    private static @Nullable DmaLine line(IResourceList resources, int index) {
        return resources.findTranslatedEntry(ResourceType.DMA, index).orElse(null)
                        instanceof DmaLine line
                ? line
                : null;
    }

    private static PortClsException wrong(IResourceList resources) {
        String granted =
                String.join(
                        ", ",
                        resources.translatedList().stream()
                                .map(entry -> entry.type() + " " + entry.description())
                                .toList());
        return new PortClsException(
                Status.DEVICE_CONFIGURATION_ERROR,
                "a Sound Blaster 16 must be granted one I/O port of "
                        + Dsp.LENGTH
                        + " registers, an interrupt, and two DMA channels, one of 0-3 and one of"
                        + " 5-7; correct the adapter: resources=["
                        + granted
                        + "]");
    }
}
