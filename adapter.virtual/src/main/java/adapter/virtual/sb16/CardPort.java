package adapter.virtual.sb16;

import portcls.api.adapter.IoPort;

import java.util.Objects;

/** The sixteen registers from the card's base address on: FM synthesizer, mixer and DSP. */
final class CardPort implements IoPort {
    private static final int LENGTH = 16;
    private static final int FLOATING_BUS = 0xFF;

    private static final int FM_END = 0x4;
    private static final int MIXER = 0x4;
    private static final int MIXER_END = 0x6;
    private static final int RESET = 0x6;
    private static final int OPL2 = 0x8;
    private static final int DATA = 0xA;
    private static final int COMMAND = 0xC;
    private static final int DATA_STATUS = 0xE;
    private static final int WORD_ACKNOWLEDGE = 0xF;

    private final Card card;

    CardPort(Card card) {
        this.card = card;
    }

    @Override
    public int read(int offset) {
        Objects.checkIndex(offset, LENGTH);
        synchronized (card) {
            if (!card.answers()) {
                return FLOATING_BUS;
            }
            card.catchUp();
            if (offset < FM_END) {
                return card.fm().read(offset);
            }
            if (offset < MIXER_END) {
                return card.mixer().read(offset - MIXER);
            }
            return switch (offset) {
                case OPL2, OPL2 + 1 -> card.fm().read(offset - OPL2);
                case DATA -> card.dsp().readData();
                case COMMAND -> card.dsp().readBusy();
                case DATA_STATUS -> card.dsp().readDataStatus();
                case WORD_ACKNOWLEDGE -> card.dsp().acknowledgeWords();
                default -> FLOATING_BUS;
            };
        }
    }

    @Override
    public void write(int offset, int value) {
        Objects.checkIndex(offset, LENGTH);
        synchronized (card) {
            put(offset, value & 0xFF);
        }
        card.settle();
    }

    /** Nobody gets between the two. */
    @Override
    public void writeWord(int offset, int value) {
        Objects.checkFromIndexSize(offset, 2, LENGTH);
        synchronized (card) {
            put(offset, value & 0xFF);
            put(offset + 1, value >>> Byte.SIZE & 0xFF);
        }
        card.settle();
    }

    private void put(int offset, int value) {
        if (!card.answers()) {
            return;
        }
        card.catchUp();
        if (offset < FM_END) {
            card.fm().write(offset, value);
        } else if (offset < MIXER_END) {
            card.mixer().write(offset - MIXER, value);
        } else {
            switch (offset) {
                case RESET -> card.dsp().reset(value);
                case OPL2, OPL2 + 1 -> card.fm().write(offset - OPL2, value);
                case COMMAND -> card.dsp().write(value);
                default -> {} // nothing is there
            }
        }
    }

    @Override
    public int length() {
        return LENGTH;
    }

    @Override
    public String description() {
        return "I/O 0x220-0x22F";
    }

    @Override
    public String toString() {
        return description();
    }
}
