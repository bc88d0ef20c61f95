package miniport.dmus.synth;

import portcls.api.Irql;
import portcls.api.Irql.Level;

/** Tells the system exclusive messages that reset a synthesizer: General MIDI, GS and XG. */
public final class ResetMessage {
    private static final int UNIVERSAL = 0x7E;
    private static final int GENERAL_MIDI = 0x09;
    private static final int ROLAND = 0x41;
    private static final int YAMAHA = 0x43;
    private static final int GM_BYTES = 6;
    private static final int GS_BYTES = 11;
    private static final int XG_BYTES = 9;
    private static final int MAKER = 1;
    private static final int ADDRESS = 5;
    private static final int GS_ADDRESS = 0x40_00_7F;
    private static final int XG_ADDRESS = 0x00_00_7E;

    private ResetMessage() {}

    /** Whether a whole message is one. */
    @Irql(Level.DISPATCH)
    public static boolean is(byte[] message, int length) {
        return switch (message[MAKER]) {
            case UNIVERSAL -> length == GM_BYTES && message[3] == GENERAL_MIDI;
            case ROLAND -> length == GS_BYTES && address(message, ADDRESS) == GS_ADDRESS;
            case YAMAHA -> length == XG_BYTES && address(message, ADDRESS - 1) == XG_ADDRESS;
            default -> false;
        };
    }

    private static int address(byte[] message, int at) {
        return message[at] << 16 | message[at + 1] << 8 | message[at + 2];
    }
}
