package adapter.virtual.sb16;

import java.util.ArrayDeque;

/**
 * The DSP, version 4.05: what it is told and asked by its registers, and its two converters.
 * Guarded by the card.
 */
final class DspChip {
    /** Mixer's interrupt status: bytes. */
    static final int BYTES_ENDED = 0x01;

    /** Mixer's interrupt status: words. */
    static final int WORDS_ENDED = 0x02;

    // Commands.
    private static final int OUTPUT_RATE = 0x41;
    private static final int INPUT_RATE = 0x42;
    private static final int SPEAKER_ON = 0xD1;
    private static final int SPEAKER_OFF = 0xD3;
    private static final int SPEAKER_STATUS = 0xD8;
    private static final int VERSION = 0xE1;
    private static final int WORDS = 0xB0;
    private static final int BYTES = 0xC0;

    private static final int READY = 0xAA;
    private static final int ALL_SET = 0xFF;
    private static final int HIGHEST_BIT = 0x80;
    private static final int MAX_DATA = 64;
    private static final int LOWEST_RATE = 5_000;
    private static final int POWER_ON_RATE = 11_025;

    private final Transfer bytes;
    private final Transfer words;
    private final ArrayDeque<Integer> data = new ArrayDeque<>();
    private Fault fault = Fault.NONE;
    private int resetLine;
    private int lastData = ALL_SET;
    private int command;
    private final int[] parameters = new int[3];
    private int wanted;
    private int got;
    private int rate = POWER_ON_RATE;
    private boolean speaker;
    private long unknownCommands;

    /** Blocks that have ended and were not acknowledged. */
    private int status;

    // The converter that plays: between two frames.
    private int phase;
    private int leftBefore;
    private int rightBefore;
    private int leftNow;
    private int rightNow;

    // The converter that records.
    private int capturePhase;
    private long captures;

    DspChip(DmaChannel byteChannel, DmaChannel wordChannel) {
        bytes = new Transfer(byteChannel, Byte.SIZE, BYTES_ENDED);
        words = new Transfer(wordChannel, Short.SIZE, WORDS_ENDED);
    }

    void setFault(Fault newFault) {
        fault = newFault;
    }

    /** Brings it back to what it is after power-on: nothing moves and nothing sounds. */
    void powerOn() {
        reset(1);
        resetLine = 0;
        lastData = ALL_SET;
        got = 0;
        rate = POWER_ON_RATE;
        phase = 0;
        capturePhase = 0;
        leftBefore = 0;
        rightBefore = 0;
        leftNow = 0;
        rightNow = 0;
    }

    // Its registers.

    /** The reset register: 1, then 0. */
    void reset(int value) {
        boolean released = resetLine == 1 && (value & 1) == 0;
        resetLine = value & 1;
        if (resetLine == 1) {
            bytes.reset();
            words.reset();
            status = 0;
            data.clear();
            wanted = 0;
            speaker = false;
        } else if (released && fault != Fault.NO_ANSWER) {
            data.add(READY);
        }
    }

    /** The data register. */
    int readData() {
        Integer next = data.poll();
        if (next != null) {
            lastData = next;
        }
        return lastData;
    }

    /** Whether there is data; acknowledges the interrupt of bytes. */
    int readDataStatus() {
        status &= ~BYTES_ENDED;
        return data.isEmpty() ? ALL_SET & ~HIGHEST_BIT : ALL_SET;
    }

    /** Acknowledges the interrupt of words. */
    int acknowledgeWords() {
        status &= ~WORDS_ENDED;
        return ALL_SET;
    }

    /** Whether it is busy. */
    int readBusy() {
        return fault == Fault.STUCK_BUSY ? ALL_SET : ALL_SET & ~HIGHEST_BIT;
    }

    /** A command, or a parameter of one. */
    void write(int value) {
        if (fault == Fault.STUCK_BUSY) {
            return;
        }
        if (got < wanted) {
            parameters[got] = value;
            got++;
        } else {
            command = value;
            wanted = parametersOf(value);
            got = 0;
        }
        if (got == wanted) {
            wanted = 0;
            got = 0;
            obey();
        }
    }

    /** Blocks that have ended and were not acknowledged: bits 0 and 1 of the mixer's status. */
    int interruptStatus() {
        return status;
    }

    /** Commands that it does not know. */
    long unknownCommands() {
        return unknownCommands;
    }

    /**
     * Bytes that follow a command. Those of older cards are counted, too: what follows them is no
     * command.
     */
    private static int parametersOf(int command) {
        return switch (command) {
            case OUTPUT_RATE, INPUT_RATE -> 2;
            case 0x14, 0x16, 0x17, 0x24, 0x48, 0x74, 0x75, 0x76, 0x77, 0x80 -> 2; // a length
            case 0x10, 0x38, 0x40, 0xE0, 0xE4 -> 1; // a sample, MIDI, a time constant, tests
            default ->
                    switch (command & 0xF0) {
                        case WORDS, BYTES -> 3;
                        default -> 0;
                    };
        };
    }

    private void obey() {
        switch (command) {
            case OUTPUT_RATE, INPUT_RATE ->
                    rate = Math.clamp(parameters[0] << 8 | parameters[1], LOWEST_RATE, Card.RATE);
            case 0xD0 -> bytes.pause();
            case 0xD4 -> bytes.resume();
            case 0xD5 -> words.pause();
            case 0xD6 -> words.resume();
            case 0xD9 -> words.exit();
            case 0xDA -> bytes.exit();
            case SPEAKER_ON -> speaker = true; // a DSP 4.x mutes nothing by it
            case SPEAKER_OFF -> speaker = false;
            case SPEAKER_STATUS -> say(speaker ? ALL_SET : 0);
            case VERSION -> {
                say(fault == Fault.WRONG_VERSION ? 3 : 4);
                say(fault == Fault.WRONG_VERSION ? 2 : 5);
            }
            default -> {
                switch (command & 0xF0) {
                    case WORDS -> start(words, bytes);
                    case BYTES -> start(bytes, words);
                    default -> unknownCommands++;
                }
            }
        }
    }

    private void start(Transfer transfer, Transfer other) {
        transfer.start(command, parameters[0], (parameters[1] | parameters[2] << 8) + 1);
        boolean capture = transfer.isActive(true);
        if (other.isActive(capture)) {
            other.reset(); // there is one converter for each direction
        }
        if (capture) {
            capturePhase = 0;
            captures++;
        } else {
            phase = 0;
        }
    }

    private void say(int value) {
        if (data.size() < MAX_DATA) {
            data.add(value);
        }
    }

    // Its converters: one frame of the card's time line after the other.

    /** Whether anything moves, or its sound has not died away. */
    boolean isMoving() {
        return words.isMoving(false)
                || bytes.isMoving(false)
                || isRecording()
                || (leftBefore | rightBefore | leftNow | rightNow) != 0;
    }

    /** Whether samples are recorded. */
    boolean isRecording() {
        return words.isMoving(true) || bytes.isMoving(true);
    }

    /** How many recordings were started. */
    long captures() {
        return captures;
    }

    /** The card's frames up to the end of the first block; {@link Long#MAX_VALUE} = never. */
    long framesToInterrupt() {
        return Math.min(framesToInterrupt(words), framesToInterrupt(bytes));
    }

    private long framesToInterrupt(Transfer transfer) {
        int gone;
        if (transfer.isMoving(false)) {
            gone = phase;
        } else if (transfer.isMoving(true)) {
            gone = capturePhase;
        } else {
            return Long.MAX_VALUE;
        }
        return Math.ceilDiv((long) transfer.framesLeft() * Card.RATE - gone, (long) rate);
    }

    /** The converter that plays: one frame; at lower rates a straight line from frame to frame. */
    void play(float[] frame) {
        phase += rate;
        if (phase >= Card.RATE) {
            phase -= Card.RATE;
            leftBefore = leftNow;
            rightBefore = rightNow;
            Transfer transfer = words.isActive(false) ? words : bytes;
            leftNow = transfer.fetch();
            rightNow = transfer.isStereo() ? transfer.fetch() : leftNow;
        }
        float part = (float) phase / Card.RATE;
        frame[0] = leftBefore + (leftNow - leftBefore) * part;
        frame[1] = rightBefore + (rightNow - rightBefore) * part;
    }

    /** The converter that records: one frame. */
    void record(float left, float right) {
        capturePhase += rate;
        if (capturePhase >= Card.RATE) {
            capturePhase -= Card.RATE;
            Transfer transfer = words.isActive(true) ? words : bytes;
            transfer.store(Samples.round(left));
            if (transfer.isStereo()) {
                transfer.store(Samples.round(right));
            }
        }
    }

    /**
     * Takes note of the blocks that have ended.
     *
     * @return whether the interrupt line rises by it
     */
    boolean endBlocks() {
        boolean low = status == 0;
        status |= words.takeEnded() | bytes.takeEnded();
        return low && status != 0;
    }
}
