package portcls.banks.dls;

import portcls.banks.BankException;
import portcls.banks.riff.RiffChunk;

import java.util.UUID;

/**
 * The conditional chunk of DLS ({@code cdl}): a small program for a stack that says whether what it
 * stands in is meant for this synthesizer. It is run here, once, and what it rules out is left out
 * of the checked bank; no synthesizer sees the program.
 */
final class DlsCondition {
    private static final int STACK = 64;
    private static final int ID_SIZE = 16;

    private static final UUID SAMPLE_MEMORY =
            UUID.fromString("178f2f28-c364-11d1-a760-0000f875ac12");
    private static final UUID SAMPLE_RATE = UUID.fromString("2a91f713-a4bf-11d2-bbdf-00600833dbd8");
    private static final UUID DLS1 = UUID.fromString("178f2f27-c364-11d1-a760-0000f875ac12");
    private static final UUID DLS2 = UUID.fromString("f14599e5-4689-11d2-afa6-00aa0024d8b6");
    private static final int MEMORY_BYTES = 512 << 20;
    private static final int RATE = 44_100;

    private final RiffChunk program;
    private final int[] stack = new int[STACK];
    private int height;
    private int at;

    private DlsCondition(RiffChunk program) {
        this.program = program;
    }

    /** Runs it. Its time is linear: the program has no jumps. */
    static boolean holds(RiffChunk program) throws BankException {
        return new DlsCondition(program).run();
    }

    private boolean run() throws BankException {
        while (at < program.size()) {
            int operation = program.u16(need(2));
            switch (operation) {
                case 0x0F -> push(pop() == 0 ? 1 : 0);
                case 0x10 -> push(program.i32(need(4)));
                case 0x11 -> push(query(id()));
                case 0x12 -> push(isSupported(id()) ? 1 : 0);
                default -> {
                    int x = pop();
                    int y = pop();
                    push(binary(operation, x, y));
                }
            }
        }
        return pop() != 0;
    }

    private int binary(int operation, int x, int y) throws BankException {
        return switch (operation) {
            case 0x01 -> x & y;
            case 0x02 -> x | y;
            case 0x03 -> x ^ y;
            case 0x04 -> x + y;
            case 0x05 -> x - y;
            case 0x06 -> x * y;
            case 0x07 -> {
                if (y == 0) {
                    throw program.damaged(at - 2, "the condition divides by 0");
                }
                yield Integer.divideUnsigned(x, y);
            }
            case 0x08 -> bool(x != 0 && y != 0);
            case 0x09 -> bool(x != 0 || y != 0);
            case 0x0A -> bool(Integer.compareUnsigned(x, y) < 0);
            case 0x0B -> bool(Integer.compareUnsigned(x, y) <= 0);
            case 0x0C -> bool(Integer.compareUnsigned(x, y) > 0);
            case 0x0D -> bool(Integer.compareUnsigned(x, y) >= 0);
            case 0x0E -> bool(x == y);
            default ->
                    throw program.damaged(
                            at - 2, "the condition has an unknown operation=" + operation);
        };
    }

    private static int bool(boolean value) {
        return value ? 1 : 0;
    }

    private static boolean isSupported(UUID id) {
        return id.equals(DLS1)
                || id.equals(DLS2)
                || id.equals(SAMPLE_MEMORY)
                || id.equals(SAMPLE_RATE);
    }

    /** What a synthesizer is asked; 0 for everything that is not known. */
    private static int query(UUID id) {
        if (id.equals(SAMPLE_MEMORY)) {
            return MEMORY_BYTES;
        }
        return id.equals(SAMPLE_RATE) ? RATE : bool(id.equals(DLS1) || id.equals(DLS2));
    }

    private UUID id() throws BankException {
        int start = need(ID_SIZE);
        long high =
                program.u32(start) << 32
                        | (long) program.u16(start + 4) << 16
                        | program.u16(start + 6);
        long low = 0;
        for (int i = 8; i < ID_SIZE; i++) {
            low = low << 8 | program.u8(start + i);
        }
        return new UUID(high, low);
    }

    private int need(int length) throws BankException {
        int start = at;
        if (length > program.size() - start) {
            throw program.damaged(start, "the condition ends within an operation");
        }
        at += length;
        return start;
    }

    private int pop() throws BankException {
        if (height == 0) {
            throw program.damaged(at, "the condition takes from an empty stack");
        }
        return stack[--height];
    }

    private void push(int value) throws BankException {
        if (height == STACK) {
            throw program.damaged(at, "the condition needs a stack of more than " + STACK);
        }
        stack[height++] = value;
    }
}
