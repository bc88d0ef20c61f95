package adapter.virtual.opl3;

import portcls.api.adapter.IoPort;

import java.util.Objects;

/** The chip's registers on a bus. Any thread. */
final class Opl3Port implements IoPort {
    /** What is read where no device answers. */
    private static final int FLOATING_BUS = 0xFF;

    private final Opl3 chip;
    private final Runnable onWrite;
    private final String description;
    private volatile boolean dead;

    /**
     * A port.
     *
     * @param onWrite runs after each write; must not block
     */
    Opl3Port(Opl3 chip, Runnable onWrite, String description) {
        this.chip = chip;
        this.onWrite = onWrite;
        this.description = description;
    }

    /** Takes the chip off the bus, or puts it back. */
    void dead(boolean nowDead) {
        dead = nowDead;
    }

    @Override
    public int read(int offset) {
        Objects.checkIndex(offset, Opl3.LENGTH);
        return dead ? FLOATING_BUS : chip.read(offset);
    }

    @Override
    public void write(int offset, int value) {
        Objects.checkIndex(offset, Opl3.LENGTH);
        if (!dead) {
            chip.write(offset, value);
            onWrite.run();
        }
    }

    @Override
    public int length() {
        return Opl3.LENGTH;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public String toString() {
        return description;
    }
}
