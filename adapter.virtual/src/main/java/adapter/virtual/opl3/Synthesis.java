package adapter.virtual.opl3;

/** The sounding part of the chip: what its registers say becomes frames. One thread. */
final class Synthesis {
    /** Registers: two banks of 256. */
    static final int REGISTERS = 512;

    private static final int BANK = 0x100;
    private static final int CHANNELS = 18;
    private static final int CHANNELS_OF_BANK = 9;
    private static final int FIRST_OF_RHYTHM = 6;
    private static final int PAIRS = 6;
    private static final int NEW = 1;
    private static final int KEY = 0x20;
    private static final int RHYTHM = 0x20;

    private final Channel[] channels = new Channel[CHANNELS];
    private final Lfo lfo = new Lfo();
    private final Rhythm rhythm;

    private boolean isNew;
    private boolean isRhythm;

    /** Register 0x104: pairs of channels that make voices of four operators. */
    private int wantedPairs;

    /** Those that do: none without the NEW bit. */
    private int pairs;

    private long frame;
    private int tremolo;
    private int vibrato;

    Synthesis() {
        for (int i = 0; i < CHANNELS; i++) {
            channels[i] = new Channel();
        }
        rhythm =
                new Rhythm(
                        channels[FIRST_OF_RHYTHM],
                        channels[FIRST_OF_RHYTHM + 1],
                        channels[FIRST_OF_RHYTHM + 2]);
    }

    /** Writes a register, 0 … 511. */
    void write(int register, int value) {
        int bank = register & BANK;
        int offset = register & 0xFF;
        switch (offset >> 4) {
            case 0x0 -> control(register, value);
            case 0xB -> {
                if (register == 0xBD) {
                    rhythm(value);
                } else {
                    channel(bank, offset, value);
                }
            }
            case 0xA, 0xC -> channel(bank, offset, value);
            default -> operator(bank, offset, value);
        }
    }

    /** Number of the next frame. */
    long frame() {
        return frame;
    }

    /** Goes on at a later frame; nothing sounds in between. */
    void skipTo(long later) {
        frame = Math.max(frame, later);
    }

    /** Whether nothing sounds until a key is pressed. */
    boolean isSilent() {
        for (Channel channel : channels) {
            if (!channel.isOff()) {
                return false;
            }
        }
        return true;
    }

    /** Renders a frame into two samples of 16 bits, as the chip's converters take them. */
    void next(short[] stereo, int offset) {
        moveOscillators();
        int now = (int) frame++;
        int left = 0;
        int right = 0;
        for (int i = 0; i < CHANNELS; i++) {
            Channel channel = channels[i];
            int sound;
            if (isRhythm && i >= FIRST_OF_RHYTHM && i < CHANNELS_OF_BANK) {
                if (i == FIRST_OF_RHYTHM) {
                    rhythm.next(now, tremolo);
                }
                sound = rhythm.output[i - FIRST_OF_RHYTHM];
            } else if (pairs != 0 && isPaired(i)) {
                Channel partner = channels[i + 3];
                sound = channel.nextOfFour(partner, now, tremolo);
                channel = partner;
            } else if (pairs != 0 && isPaired(i - 3)) {
                continue; // sounds with the one before
            } else {
                sound = channel.next(now, tremolo);
            }
            if (sound != 0) {
                left += channel.isLeft(isNew) ? sound : 0;
                right += channel.isRight(isNew) ? sound : 0;
            }
        }
        stereo[offset] = (short) Math.clamp(left, Short.MIN_VALUE, Short.MAX_VALUE);
        stereo[offset + 1] = (short) Math.clamp(right, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    private void moveOscillators() {
        tremolo = lfo.tremolo(frame);
        int now = lfo.vibrato(frame);
        if (now != vibrato) {
            vibrato = now;
            for (Channel channel : channels) {
                channel.first.bend(now);
                channel.second.bend(now);
            }
        }
    }

    private void control(int register, int value) {
        switch (register) {
            case 0x008 -> {
                for (Channel channel : channels) {
                    channel.noteSelect((value & 0x40) != 0);
                }
                tellPitches();
            }
            case 0x104 -> {
                wantedPairs = value & (1 << PAIRS) - 1;
                pair();
            }
            case 0x105 -> {
                isNew = (value & NEW) != 0;
                pair();
            }
            default -> {} // timers, and what concerns no sound
        }
    }

    private void pair() {
        pairs = isNew ? wantedPairs : 0;
        tellPitches();
    }

    private void tellPitches() {
        for (int i = 0; i < CHANNELS; i++) {
            tellPitch(i);
        }
    }

    private void rhythm(int value) {
        lfo.depths(value);
        isRhythm = (value & RHYTHM) != 0;
        rhythm.keys(isRhythm ? value : 0);
    }

    private void channel(int bank, int offset, int value) {
        int number = offset & 0xF;
        if (number >= CHANNELS_OF_BANK) {
            return;
        }
        int index = number + (bank == 0 ? 0 : CHANNELS_OF_BANK);
        Channel channel = channels[index];
        switch (offset >> 4) {
            case 0xA -> {
                channel.fNumberLow(value);
                tellPitch(index);
            }
            case 0xB -> {
                channel.blockAndFNumberHigh(value);
                tellPitch(index);
                key(index, (value & KEY) != 0);
            }
            default -> channel.connection(value);
        }
    }

    /** A paired channel has the pitch of the first of the pair. */
    private void tellPitch(int index) {
        channels[index].tellPitch();
        if (isPaired(index)) {
            channels[index].tellPitch(channels[index + 3]);
        } else if (isPaired(index - 3)) {
            channels[index - 3].tellPitch(channels[index]);
        }
    }

    private void key(int index, boolean pressed) {
        if (isPaired(index - 3)) {
            return; // has the key of the first of the pair
        }
        channels[index].key(pressed);
        if (isPaired(index)) {
            channels[index + 3].key(pressed);
        }
    }

    /** Whether a channel is the first of a pair: 0, 1, 2 with 3, 4, 5 and 9, 10, 11 likewise. */
    private boolean isPaired(int index) {
        int ofBank = index % CHANNELS_OF_BANK;
        if (index < 0 || ofBank >= PAIRS / 2) {
            return false;
        }
        int bit = index < CHANNELS_OF_BANK ? ofBank : ofBank + PAIRS / 2;
        return (pairs >> bit & 1) != 0;
    }

    private void operator(int bank, int offset, int value) {
        int number = offset & 0x1F;
        int column = number & 7;
        if (column >= 6 || number >= 0x16) {
            return;
        }
        int index = (number >> 3) * 3 + column % 3 + (bank == 0 ? 0 : CHANNELS_OF_BANK);
        Operator operator = column < 3 ? channels[index].first : channels[index].second;
        switch (offset & 0xE0) {
            case 0x20 -> operator.flags(value);
            case 0x40 -> operator.level(value);
            case 0x60 -> operator.attackDecay(value);
            case 0x80 -> operator.sustainRelease(value);
            case 0xE0 -> operator.wave(value & (isNew ? 7 : 3));
            default -> {} // no such register
        }
    }
}
