package miniport.dmus.uart;

import static org.junit.jupiter.api.Assertions.assertTrue;

import portcls.api.adapter.IoPort;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** An MPU-401 as far as its two registers tell. For one thread. */
final class FakeMpu401 implements IoPort {
    /** Never answers a command. */
    boolean dumb;

    /** In UART mode: obeys a reset without acknowledging it. */
    boolean uart;

    /** How many more bytes the device takes before it says that it is full. */
    int room = Integer.MAX_VALUE;

    int length = 2;

    /** Runs before each command. */
    Runnable onCommand = () -> {};

    final Deque<Integer> input = new ArrayDeque<>();
    final List<Integer> commands = new ArrayList<>();
    final List<Integer> sent = new ArrayList<>();

    @Override
    public int read(int offset) {
        if (offset == 1) {
            return (room == 0 ? 0x40 : 0) | (input.isEmpty() ? 0x80 : 0);
        }
        return input.isEmpty() ? 0xFF : input.remove();
    }

    @Override
    public void write(int offset, int value) {
        assertTrue(room > 0, "written to while it was full");
        if (offset == 1) {
            command(value & 0xFF);
        } else {
            assertTrue(uart, "data before UART mode");
            room--;
            sent.add(value & 0xFF);
        }
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public String description() {
        return "I/O 0x330-0x331";
    }

    private void command(int command) {
        onCommand.run();
        commands.add(command);
        if (!dumb && !uart) {
            input.add(0xFE);
        }
        uart = command == 0x3F;
    }
}
