package portcls.gervill;

/**
 * An instrument of a bank.
 *
 * @param bank as controllers 0 and 32 choose it, 0 … 16383: 128 × controller 0 + controller 32
 * @param program 0 … 127
 * @param isPercussion whether it is heard on channel 10 and not on the others
 */
public record GervillInstrument(int bank, int program, String name, boolean isPercussion) {}
