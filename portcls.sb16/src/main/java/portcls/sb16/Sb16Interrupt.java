package portcls.sb16;

import org.jspecify.annotations.Nullable;

import portcls.api.IInterruptSync;
import portcls.api.IServiceGroup;

import java.util.function.Consumer;

/**
 * The interrupt routine of the card: takes the interrupts of both DMA channels back and tells the
 * port whose stream has moved on. Runs while the interrupt is held off; allocates nothing.
 */
final class Sb16Interrupt implements IInterruptSync.Routine {
    private static final int BOTH = DspWidth.BITS_8.statusBit() | DspWidth.BITS_16.statusBit();

    /** Ends the routine when a dead card reads as "interrupts for ever". */
    private static final int MAX_PASSES = 16;

    private final Dsp dsp;
    private final Ct1745 mixer;
    private final Consumer<IServiceGroup> notify;
    private volatile @Nullable IServiceGroup byteGroup;
    private volatile @Nullable IServiceGroup wordGroup;
    private volatile boolean closed;

    /**
     * A routine that is not connected yet.
     *
     * @param notify tells the port; only queues
     */
    Sb16Interrupt(Dsp dsp, Ct1745 mixer, Consumer<IServiceGroup> notify) {
        this.dsp = dsp;
        this.mixer = mixer;
        this.notify = notify;
    }

    @Override
    public boolean service(IInterruptSync sync) {
        if (closed) {
            return false;
        }
        int served = 0;
        // The line of both channels is one, and it has an edge only when both have let go of it:
        // so until nothing is left.
        for (int pass = 0; pass < MAX_PASSES; pass++) {
            int status = mixer.read(Ct1745.INTERRUPT_STATUS) & BOTH;
            if (status == 0) {
                break;
            }
            if ((status & DspWidth.BITS_8.statusBit()) != 0) {
                dsp.acknowledge(DspWidth.BITS_8);
            }
            if ((status & DspWidth.BITS_16.statusBit()) != 0) {
                dsp.acknowledge(DspWidth.BITS_16);
            }
            served |= status;
        }
        if ((served & DspWidth.BITS_8.statusBit()) != 0) {
            tell(byteGroup);
        }
        if ((served & DspWidth.BITS_16.statusBit()) != 0) {
            tell(wordGroup);
        }
        return served != 0;
    }

    /** From now on that group is told of the blocks of a width; null = nobody. */
    void tell(DspWidth width, @Nullable IServiceGroup group) {
        if (width == DspWidth.BITS_8) {
            byteGroup = group;
        } else {
            wordGroup = group;
        }
    }

    /** From now on the card is left alone, even when the sync lives on with its adapter. */
    void close() {
        closed = true;
    }

    private void tell(@Nullable IServiceGroup group) {
        if (group != null) {
            notify.accept(group);
        }
    }
}
