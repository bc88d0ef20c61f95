package adapter.virtual.ac97;

import portcls.api.adapter.IoPort;

import java.util.Objects;

/**
 * The registers of the controller, NABM: those of three engines, and the global ones. Wide accesses
 * are one; a write acts byte by byte, the lowest first.
 */
final class BusMasterRegisters implements IoPort {
    static final int GLOB_CNT = 0x2C;
    static final int GLOB_STA = 0x30;
    static final int CAS = 0x34;

    private static final int LENGTH = 0x40;
    private static final int BOX = 0x10;
    private static final int BOX_END = 0x0C;
    private static final int BYTE = 0xFF;

    private final Controller controller;
    private final String description;

    // Made once, so that an access allocates nothing.
    private final Controller.Access readByte = (offset, _) -> peek(offset);
    private final Controller.Access readWord = (offset, _) -> peekWord(offset);
    private final Controller.Access readDoubleWord =
            (offset, _) -> peekWord(offset) | peekWord(offset + 2) << Short.SIZE;
    private final Controller.Access writeByte = (offset, value) -> poke(offset, value, 1);
    private final Controller.Access writeWord = (offset, value) -> poke(offset, value, 2);
    private final Controller.Access writeDoubleWord = (offset, value) -> poke(offset, value, 4);

    BusMasterRegisters(Controller controller, String description) {
        this.controller = controller;
        this.description = description;
    }

    @Override
    public int read(int offset) {
        Objects.checkIndex(offset, LENGTH);
        return controller.access(readByte, offset, 0) & BYTE;
    }

    @Override
    public int readWord(int offset) {
        Objects.checkFromIndexSize(offset, 2, LENGTH);
        return controller.access(readWord, offset, 0) & 0xFFFF;
    }

    @Override
    public int readDoubleWord(int offset) {
        Objects.checkFromIndexSize(offset, 4, LENGTH);
        return controller.access(readDoubleWord, offset, 0);
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
    public void writeDoubleWord(int offset, int value) {
        Objects.checkFromIndexSize(offset, 4, LENGTH);
        controller.access(writeDoubleWord, offset, value);
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

    // With the lock of the controller.

    private int peekWord(int offset) {
        return peek(offset) | peek(offset + 1) << Byte.SIZE;
    }

    private int peek(int offset) {
        if (offset < Controller.INTERRUPT_BITS.length * BOX && offset % BOX < BOX_END) {
            return controller.engine(offset / BOX).read(offset % BOX);
        }
        if (offset >= GLOB_CNT && offset < GLOB_STA) {
            return byteOf(controller.globalControl(), offset - GLOB_CNT);
        }
        if (offset >= GLOB_STA && offset < CAS) {
            return byteOf(controller.globalStatus(), offset - GLOB_STA);
        }
        return offset == CAS && controller.takeSemaphore() ? 1 : 0;
    }

    private int poke(int offset, int value, int bytes) {
        if (offset == GLOB_CNT && bytes == Integer.BYTES) {
            controller.writeGlobalControl(value);
            return 0;
        }
        for (int i = 0; i < bytes; i++) {
            pokeByte(offset + i, value >>> i * Byte.SIZE & BYTE);
        }
        return 0;
    }

    private void pokeByte(int offset, int value) {
        if (offset < Controller.INTERRUPT_BITS.length * BOX && offset % BOX < BOX_END) {
            controller.writeEngine(offset / BOX, offset % BOX, value);
        } else if (offset >= GLOB_CNT && offset < GLOB_STA) {
            int shift = (offset - GLOB_CNT) * Byte.SIZE;
            int others = controller.globalControl() & ~(BYTE << shift);
            controller.writeGlobalControl(others | value << shift);
        } else if (offset >= GLOB_STA && offset < CAS) {
            controller.clearGlobalStatus(value << (offset - GLOB_STA) * Byte.SIZE);
        }
    }

    private static int byteOf(int value, int index) {
        return value >>> index * Byte.SIZE & BYTE;
    }
}
