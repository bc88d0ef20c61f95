package miniport.wavepci;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.IoPort;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The codec as far as streams need it, NAM: readiness and rates. At PASSIVE, one at a time. */
final class Codec {
    /** Number of registers. */
    static final int LENGTH = 0x80;

    static final int HIGHEST_RATE = 48_000;

    private static final int EXTENDED_ID = 0x28;
    private static final int EXTENDED_CONTROL = 0x2A;
    private static final int VENDOR_ID1 = 0x7C;
    private static final int VARIABLE_PCM = 0x0001;
    private static final int VARIABLE_MIC = 0x0008;
    private static final int LOWEST_RATE = 8_000;
    private static final int NO_ANSWER = 0xFFFF;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final String name;
    private final IoPort registers;
    private final BusMaster controller;
    private int variable;

    /**
     * One that is not touched yet.
     *
     * @param name of the device, for errors
     */
    Codec(String name, IoPort registers, BusMaster controller) {
        this.name = name;
        this.registers = registers;
        this.controller = controller;
    }

    /**
     * Waits until it is ready, and lets its rates vary where it can. A codec that is ready is not
     * reset: its mixer may be set already.
     *
     * @throws IOException when it does not become ready
     */
    void start() throws IOException {
        if (!controller.isCodecReady()) {
            controller.holdCodec();
            controller.releaseCodec();
            awaitReady();
        }
        if (read(VENDOR_ID1) == NO_ANSWER) {
            throw new IOException(
                    name
                            + ": no codec answers though the controller calls it ready: see whether"
                            + " another driver has it: "
                            + registers.description());
        }
        variable = read(EXTENDED_ID) & (VARIABLE_PCM | VARIABLE_MIC);
        write(EXTENDED_CONTROL, read(EXTENDED_CONTROL) | variable);
    }

    /** Lowest rate of a converter. */
    int lowestRate(Converter converter) {
        return varies(converter) ? LOWEST_RATE : HIGHEST_RATE;
    }

    /**
     * Sets the rate of a converter.
     *
     * @throws PortClsException INVALID_PARAMETER when it has another one then
     */
    void rate(Converter converter, int rate) {
        if (varies(converter)) {
            write(converter.rateRegister(), rate);
        }
        int now = varies(converter) ? read(converter.rateRegister()) : HIGHEST_RATE;
        if (now != rate) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    name
                            + " cannot run "
                            + converter.label()
                            + " at rate="
                            + rate
                            + " and would run it at "
                            + now
                            + "; open it with that rate");
        }
    }

    private boolean varies(Converter converter) {
        int bit = converter == Converter.MIC_IN ? VARIABLE_MIC : VARIABLE_PCM;
        return (variable & bit) != 0;
    }

    private void awaitReady() throws IOException {
        long start = System.nanoTime();
        while (!controller.isCodecReady()) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IOException(
                        name
                                + ": the codec is not ready after 1 s: GLOB_STA=0x"
                                + Integer.toHexString(controller.status())
                                + " at "
                                + controller.place()
                                + "; see whether there is one, whether it has power, and whether"
                                + " another driver holds it in reset");
            }
            LockSupport.parkNanos(this, POLL_NANOS);
        }
    }

    private int read(int register) {
        controller.takeLink();
        return registers.readWord(register);
    }

    private void write(int register, int value) {
        controller.takeLink();
        registers.writeWord(register, value);
    }
}
