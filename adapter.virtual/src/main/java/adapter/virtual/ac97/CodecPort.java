package adapter.virtual.ac97;

import portcls.api.adapter.IoPort;

import java.util.Objects;

/** The registers of the codec, NAM: 64 of 16 bits. A byte is a half of one. */
final class CodecPort implements IoPort {
    private static final int LENGTH = 0x80;
    private static final int BYTE = 0xFF;

    private final Controller controller;
    private final String description;
    private final Controller.Access readWord;
    private final Controller.Access writeByte = this::pokeByte;
    private final Controller.Access writeWord;

    CodecPort(Controller controller, String description) {
        this.controller = controller;
        this.description = description;
        readWord = (offset, _) -> controller.readCodec(offset & -2);
        writeWord =
                (offset, value) -> {
                    controller.writeCodec(offset & -2, value & 0xFFFF);
                    return 0;
                };
    }

    @Override
    public int read(int offset) {
        Objects.checkIndex(offset, LENGTH);
        int word = controller.access(readWord, offset, 0);
        return word >>> (offset & 1) * Byte.SIZE & BYTE;
    }

    @Override
    public int readWord(int offset) {
        Objects.checkFromIndexSize(offset, 2, LENGTH);
        return controller.access(readWord, offset, 0) & 0xFFFF;
    }

    @Override
    public void write(int offset, int value) {
        Objects.checkIndex(offset, LENGTH);
        controller.access(writeByte, offset, value);
    }

    @Override
    public void writeWord(int offset, int value) {
        Objects.checkFromIndexSize(offset, 2, LENGTH);
        controller.access(writeWord, offset, value);
    }

    @Override
    public int length() {
        return LENGTH;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public String toString() {
        return description;
    }

    private int pokeByte(int offset, int value) {
        int shift = (offset & 1) * Byte.SIZE;
        int others = controller.readCodec(offset & -2) & ~(BYTE << shift);
        controller.writeCodec(offset & -2, others | (value & BYTE) << shift);
        return 0;
    }
}
