package portcls.gervill;

import java.util.Arrays;

import javax.sound.midi.MidiMessage;

/** One message that is used again and again; the synthesizer copies what it gets. */
final class RawMessage extends MidiMessage {
    private static final int SHORT_BYTES = 3;
    private static final int BYTE_BITS = 8;

    private final byte[] bytes = new byte[SHORT_BYTES];

    RawMessage() {
        super(new byte[0]);
        data = bytes;
    }

    /** A short message: status, then the data bytes. */
    RawMessage set(int packed) {
        for (int i = 0; i < SHORT_BYTES; i++) {
            bytes[i] = (byte) (packed >> i * BYTE_BITS);
        }
        data = bytes;
        length = SHORT_BYTES;
        return this;
    }

    /** A long one, which must not change before it was sent. */
    RawMessage set(byte[] message) {
        data = message;
        length = message.length;
        return this;
    }

    @Override
    public Object clone() {
        return new RawMessage().set(Arrays.copyOf(data, length));
    }
}
