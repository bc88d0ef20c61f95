package miniport.topology.ac97;

import portcls.api.adapter.IoPort;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The registers of a codec after a reset, and a trace of what is written to them. */
final class FakeCodec implements IoPort {
    /** Writes, as {@code register=value}. */
    final List<String> trace = new ArrayList<>();

    final int[] registers = new int[0x80];
    private final Set<Integer> missing;

    /** A codec without some registers. */
    FakeCodec(Integer... missing) {
        this.missing = Set.of(missing);
        registers[0x02] = 0x8000;
        registers[0x04] = 0x8000;
        registers[0x06] = 0x8000;
        registers[0x0E] = 0x8008;
        registers[0x10] = 0x8808;
        registers[0x12] = 0x8808;
        registers[0x18] = 0x8808;
        registers[0x1C] = 0x8000;
    }

    @Override
    public int readWord(int offset) {
        return missing.contains(offset) ? 0 : registers[offset];
    }

    @Override
    public void writeWord(int offset, int value) {
        registers[offset] = value & 0xFFFF;
        trace.add("%02x=%04x".formatted(offset, value & 0xFFFF));
    }

    @Override
    public int read(int offset) {
        throw new AssertionError("a codec has registers of 16 bits: offset=" + offset);
    }

    @Override
    public void write(int offset, int value) {
        throw new AssertionError("a codec has registers of 16 bits: offset=" + offset);
    }

    @Override
    public int length() {
        return registers.length;
    }

    @Override
    public String description() {
        return "I/O 0x1000-0x107f";
    }
}
