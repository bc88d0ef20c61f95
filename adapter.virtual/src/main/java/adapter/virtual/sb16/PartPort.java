package adapter.virtual.sb16;

import portcls.api.adapter.IoPort;

import java.util.Objects;

/**
 * Registers of a part of the card that is a function of its own: a window to those at the base
 * address.
 *
 * @param first offset of its first register there
 */
record PartPort(CardPort all, int first, int length, String description) implements IoPort {
    @Override
    public int read(int offset) {
        return all.read(first + Objects.checkIndex(offset, length));
    }

    @Override
    public void write(int offset, int value) {
        all.write(first + Objects.checkIndex(offset, length), value);
    }

    @Override
    public void writeWord(int offset, int value) {
        all.writeWord(first + Objects.checkFromIndexSize(offset, 2, length), value);
    }

    @Override
    public String toString() {
        return description;
    }
}
