package miniport.topology.ct1745;

import portcls.api.adapter.IoPort;

import java.util.ArrayList;
import java.util.List;

/** The registers of a chip after a reset, and a trace of what is written to them. */
final class FakeChip implements IoPort {
    /** Writes, as {@code register=value}. */
    final List<String> trace = new ArrayList<>();

    final int[] registers = new int[256];
    private final int length;
    private final int offset;
    private int index;

    /** A chip at addresses of its own, or among those of a card. */
    FakeChip(int length) {
        this.length = length;
        offset = length > 2 ? 4 : 0;
        for (int i = 0x30; i <= 0x35; i++) {
            registers[i] = 24 << 3;
        }
        registers[0x3C] = 0x1F;
        registers[0x3D] = 0x15;
        registers[0x3E] = 0x0B;
        for (int i = 0x44; i <= 0x47; i++) {
            registers[i] = 8 << 4;
        }
    }

    @Override
    public int read(int at) {
        return at == offset ? index : registers[index];
    }

    @Override
    public void write(int at, int value) {
        if (at == offset) {
            index = value & 0xFF;
        } else {
            registers[index] = value & 0xFF;
            trace.add("%02x=%02x".formatted(index, value & 0xFF));
        }
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public String description() {
        return "I/O 0x224-0x225";
    }
}
