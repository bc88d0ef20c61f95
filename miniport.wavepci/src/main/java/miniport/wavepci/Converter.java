package miniport.wavepci;

/** The converters of the device: each has an engine, a rate and a pin. */
enum Converter {
    PCM_OUT(0, "PCM Out", 0x10, 1 << 6, 0x2C, false, 2),
    PCM_IN(1, "PCM In", 0x00, 1 << 5, 0x32, true, 2),
    MIC_IN(2, "Mic In", 0x20, 1 << 7, 0x34, true, 1);

    private final int pin;
    private final String label;
    private final int registers;
    private final int interruptBit;
    private final int rateRegister;
    private final boolean records;
    private final int channels;

    Converter(
            int pin,
            String label,
            int registers,
            int interruptBit,
            int rateRegister,
            boolean records,
            int channels) {
        this.pin = pin;
        this.label = label;
        this.registers = registers;
        this.interruptBit = interruptBit;
        this.rateRegister = rateRegister;
        this.records = records;
        this.channels = channels;
    }

    /** Number of its pin, which counts from 0 without gaps. */
    int pin() {
        return pin;
    }

    /** What its connector is called. */
    String label() {
        return label;
    }

    /** Where its engine's registers begin. */
    int registers() {
        return registers;
    }

    /** Its interrupt in the global status. */
    int interruptBit() {
        return interruptBit;
    }

    /** Its rate in the codec. */
    int rateRegister() {
        return rateRegister;
    }

    boolean records() {
        return records;
    }

    int channels() {
        return channels;
    }

    /** Bytes of a frame: samples have 16 bits. */
    int frameBytes() {
        return channels * Short.BYTES;
    }
}
