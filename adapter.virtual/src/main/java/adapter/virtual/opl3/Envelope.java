package adapter.virtual.opl3;

/**
 * The envelope of an operator: an attenuation of nine bits in steps of 0.1875 dB that falls in the
 * attack, exponentially, and rises in decay and release, evenly in decibels.
 *
 * <p>A rate is four times the register's plus what the key adds, 0 … 63. Its upper bits say how
 * often the attenuation moves, its lower two at how many of the steps in between it moves, too.
 */
final class Envelope {
    /** Attenuation of an operator that does not sound. */
    static final int SILENT = 511;

    /** From here on it counts as silent. */
    private static final int NEARLY_SILENT = 504;

    /** Upper bits of the rate that moves at each frame. */
    private static final int EACH_FRAME = 13;

    private static final int FASTEST = 15;

    /** Which of four steps move more, for the lower bits of a rate. */
    private static final int[] EXTRA = {0b0000, 0b0001, 0b0101, 0b0111};

    private enum Stage {
        ATTACK,
        DECAY,
        SUSTAIN,
        RELEASE
    }

    private Stage stage = Stage.RELEASE;
    private int level = SILENT;

    /** Sources that hold the key: the channel's and the rhythm's. */
    private int keys;

    // Registers.
    private int attack;
    private int decay;
    private int sustainLevel;
    private int release;
    private boolean held;
    private int keyRate;

    /** Attack and decay, register 0x60. */
    void attackDecay(int value) {
        attack = value >> 4;
        decay = value & 15;
    }

    /** Sustain and release, register 0x80. */
    void sustainRelease(int value) {
        int steps = value >> 4;
        sustainLevel = (steps == 15 ? 31 : steps) << 4; // 3 dB each, the last one 93 dB
        release = value & 15;
    }

    /** Whether the sustain level is held as long as the key, register 0x20. */
    void held(boolean newHeld) {
        held = newHeld;
    }

    /** What the key adds to each rate, 0 … 15. */
    void keyRate(int newKeyRate) {
        keyRate = newKeyRate;
    }

    /**
     * Presses a key.
     *
     * @return whether it was the first: the wave begins anew
     */
    boolean press(int source) {
        boolean first = keys == 0;
        keys |= source;
        if (first) {
            stage = Stage.ATTACK;
            if (rate(attack) >> 2 == FASTEST) {
                level = 0;
            }
        }
        return first;
    }

    /** Lets a key go. */
    void release(int source) {
        keys &= ~source;
        if (keys == 0) {
            stage = Stage.RELEASE;
        }
    }

    /** The attenuation, 0 … 511. */
    int level() {
        return level;
    }

    /** Whether it will stay silent until a key is pressed. */
    boolean isOff() {
        return level == SILENT && stage == Stage.RELEASE;
    }

    /**
     * One frame passes.
     *
     * @param frame number of the frame
     */
    void next(int frame) {
        switch (stage) {
            case ATTACK -> rise(frame);
            case DECAY -> {
                if (level >= sustainLevel) {
                    stage = Stage.SUSTAIN;
                } else {
                    fall(decay, frame);
                }
            }
            case SUSTAIN -> {
                if (!held) {
                    fall(release, frame);
                }
            }
            case RELEASE -> fall(release, frame);
        }
    }

    private void rise(int frame) {
        if (level > 0) {
            int rate = rate(attack);
            if (rate >> 2 == FASTEST) {
                level = 0;
            } else {
                level += ~level * increment(rate, frame) >> 3;
            }
        }
        if (level <= 0) {
            level = 0;
            stage = Stage.DECAY;
        }
    }

    private void fall(int register, int frame) {
        if (level == SILENT) {
            return;
        }
        level += increment(rate(register), frame);
        if (level >= NEARLY_SILENT) {
            level = SILENT;
        }
    }

    /** The rate of a register; 0 never moves. */
    private int rate(int register) {
        return register == 0 ? 0 : Math.min(63, 4 * register + keyRate);
    }

    private static int increment(int rate, int frame) {
        int often = rate >> 2;
        if (often == 0) {
            return 0;
        }
        if (often >= EACH_FRAME) {
            return often == FASTEST ? 4 : 1 + extra(rate, frame) << often - EACH_FRAME;
        }
        int shift = EACH_FRAME - 1 - often;
        if ((frame & (1 << shift) - 1) != 0) {
            return 0;
        }
        int step = frame >>> shift;
        return (step & 1) != 0 ? 1 : extra(rate, step >>> 1);
    }

    private static int extra(int rate, int step) {
        return EXTRA[rate & 3] >> (step & 3) & 1;
    }
}
