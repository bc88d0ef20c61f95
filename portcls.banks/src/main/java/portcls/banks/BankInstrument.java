package portcls.banks;

/**
 * One instrument of a bank and what selects it.
 *
 * @param bankMsb bank select MSB (controller 0), 0 … 127
 * @param bankLsb bank select LSB (controller 32), 0 … 127
 * @param program 0 … 127
 * @param percussion whether it is for the percussion channel
 * @param name may be empty
 */
public record BankInstrument(
        int bankMsb, int bankLsb, int program, boolean percussion, String name) {}
