package portcls.testkit;

import portcls.api.adapter.IoPort;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** An MPU-401 as far as its two registers tell. For one thread. */
public final class FakeMpu401 implements IoPort {
    /** Never answers a command. */
    public boolean dumb;

    /** In UART mode: obeys a reset without acknowledging it. */
    public boolean uart;

    /** How many more bytes the device takes before it says that it is full. */
    public int room = Integer.MAX_VALUE;

    /** How many registers it says that it has. */
    public int length = 2;

    /** Runs before each command. */
    public Runnable onCommand = () -> {};

    /** What it has to say. */
    public final Deque<Integer> input = new ArrayDeque<>();

    /** The commands that it got. */
    public final List<Integer> commands = new ArrayList<>();

    /** The data that it got. */
    public final List<Integer> sent = new ArrayList<>();

    @Override
    public int read(int offset) {
        if (offset == 1) {
            return (room == 0 ? 0x40 : 0) | (input.isEmpty() ? 0x80 : 0);
        }
        return input.isEmpty() ? 0xFF : input.remove();
    }

    @Override
    public void write(int offset, int value) {
        require(room > 0, "written to while it was full");
        if (offset == 1) {
            command(value & 0xFF);
        } else {
            require(uart, "data before UART mode");
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

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
