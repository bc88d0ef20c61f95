package adapter.virtual.opl3;

/**
 * Two operators: the first modulates the second, or both sound. With its partner channel it makes a
 * voice of four: then pitch, key and feedback are those of the first channel, the sides those of
 * the second.
 */
final class Channel {
    private static final int LEFT = 0x10;
    private static final int RIGHT = 0x20;

    final Operator first = new Operator();
    final Operator second = new Operator();

    private int fNumber;
    private int block;
    private boolean noteSelect;
    private int feedback;
    private boolean additive;
    private int sides;

    /** Register 0xA0. */
    void fNumberLow(int value) {
        fNumber = fNumber & 0x300 | value;
        tellPitch();
    }

    /** Register 0xB0, but for its key. */
    void blockAndFNumberHigh(int value) {
        fNumber = fNumber & 0xFF | (value & 3) << 8;
        block = value >> 2 & 7;
        tellPitch();
    }

    /** Register 0xC0. */
    void connection(int value) {
        additive = (value & 1) != 0;
        feedback = value >> 1 & 7;
        sides = value & (LEFT | RIGHT);
    }

    /** Register 0x08: which bit of the F-number belongs to the key code; its pitch is told next. */
    void noteSelect(boolean second9th) {
        noteSelect = second9th;
    }

    /** Gives this channel's pitch to its own operators. */
    void tellPitch() {
        tellPitch(this);
    }

    /** Gives this channel's pitch to the operators of a channel. */
    void tellPitch(Channel to) {
        int bit = fNumber >> (noteSelect ? 8 : 9) & 1;
        int keyCode = block << 1 | bit;
        to.first.pitch(fNumber, block, keyCode);
        to.second.pitch(fNumber, block, keyCode);
    }

    /** Presses or lets go its key. */
    void key(boolean pressed) {
        first.key(Operator.KEY, pressed);
        second.key(Operator.KEY, pressed);
    }

    /** Whether it is heard at the left; without the NEW bit always. */
    boolean isLeft(boolean isNew) {
        return !isNew || (sides & LEFT) != 0;
    }

    /** Whether it is heard at the right; without the NEW bit always. */
    boolean isRight(boolean isNew) {
        return !isNew || (sides & RIGHT) != 0;
    }

    /** Whether nothing sounds until a key is pressed. */
    boolean isOff() {
        return first.isOff() && second.isOff();
    }

    /** A frame of two operators. */
    int next(int frame, int tremolo) {
        if (isOff()) {
            rest();
            return 0;
        }
        int one = first.next(first.feedback(feedback), frame, tremolo);
        int two = second.next(additive ? 0 : one, frame, tremolo);
        return additive ? one + two : two;
    }

    /** A frame of four operators, with the partner's as the third and fourth. */
    int nextOfFour(Channel partner, int frame, int tremolo) {
        if (isOff() && partner.isOff()) {
            rest();
            partner.rest();
            return 0;
        }
        boolean chained = !additive;
        boolean partnerAdditive = partner.additive;
        int one = first.next(first.feedback(feedback), frame, tremolo);
        int two = second.next(chained ? one : 0, frame, tremolo);
        // 1→2→3→4, or 1 + 2→3→4, or 1→2 + 3→4, or 1 + 2→3 + 4
        boolean twoIsHeard = chained && partnerAdditive;
        int three = partner.first.next(twoIsHeard ? 0 : two, frame, tremolo);
        boolean threeIsHeard = additive && partnerAdditive;
        int four = partner.second.next(threeIsHeard ? 0 : three, frame, tremolo);
        return (chained ? 0 : one) + (twoIsHeard ? two : 0) + (threeIsHeard ? three : 0) + four;
    }

    /** A frame of the bass drum, whose first operator is never heard by itself. */
    int nextBassDrum(int frame, int tremolo) {
        int one = first.next(first.feedback(feedback), frame, tremolo);
        return second.next(additive ? 0 : one, frame, tremolo);
    }

    private void rest() {
        first.rest();
        second.rest();
    }
}
