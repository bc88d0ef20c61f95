package adapter.virtual.cable;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import portcls.testkit.TestClock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class LoopBackCableTest {
    private static final long BYTE = 3_200;

    private final TestClock clock = new TestClock();
    private final long start = clock.getTime();
    private final List<Long> told = new ArrayList<>();

    private LoopBackCable cable(boolean paced, int capacity) {
        return new LoopBackCable(clock, "cable", paced, capacity);
    }

    private static byte[] read(LoopBackCable cable, int atMost) {
        byte[] bytes = new byte[atMost];
        int count = cable.read(ByteBuffer.wrap(bytes));
        return Arrays.copyOf(bytes, count);
    }

    private static int write(LoopBackCable cable, int... values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return cable.write(bytes.flip());
    }

    @Test
    void paced_bytes_come_at_their_times() throws IOException {
        LoopBackCable cable = cable(true, 16);
        cable.onReadable(
                () -> {
                    told.add(clock.getTime() - start);
                    read(cable, 16);
                });
        told.clear();
        assertEquals(3, write(cable, 0x90, 60, 100));
        clock.advance(10 * BYTE);
        assertEquals(List.of(BYTE, 2 * BYTE, 3 * BYTE), told);
    }

    @Test
    void nothing_is_there_before_its_time() throws IOException {
        LoopBackCable cable = cable(true, 16);
        write(cable, 1, 0xF7, 3);
        assertArrayEquals(new byte[0], read(cable, 16));
        clock.advance(2 * BYTE);
        assertArrayEquals(new byte[] {1, (byte) 0xF7}, read(cable, 16));
        clock.advance(BYTE);
        assertArrayEquals(new byte[] {3}, read(cable, 16));
    }

    @Test
    void a_slow_reader_is_told_again_of_what_comes_later() throws IOException {
        LoopBackCable cable = cable(true, 16);
        cable.onReadable(() -> told.add(clock.getTime() - start));
        write(cable, 1, 2, 3);
        clock.advance(BYTE + 1);
        assertArrayEquals(new byte[] {1}, read(cable, 16));
        clock.advance(BYTE);
        assertEquals(List.of(BYTE, 2 * BYTE), told);
    }

    @Test
    void takes_what_fits() throws IOException {
        LoopBackCable cable = cable(true, 4);
        assertEquals(4, write(cable, 1, 2, 3, 4, 5, 6));
        assertEquals(0, write(cable, 5));
        clock.advance(BYTE);
        assertArrayEquals(new byte[] {1}, read(cable, 1));
        assertEquals(1, write(cable, 5, 6));
    }

    @Test
    void unpaced_bytes_are_there_at_once() throws IOException {
        LoopBackCable cable = cable(false, 16);
        write(cable, 1, 2, 3);
        assertArrayEquals(new byte[] {1, 2}, read(cable, 2));
        assertArrayEquals(new byte[] {3}, read(cable, 2));
    }

    @Test
    void who_listens_late_is_told_of_what_is_there() throws IOException {
        LoopBackCable cable = cable(false, 16);
        write(cable, 1);
        cable.onReadable(() -> told.add(clock.getTime() - start));
        assertEquals(List.of(0L), told);
    }

    @Test
    void an_end_is_an_end() throws IOException {
        LoopBackCable cable = cable(true, 16);
        cable.onReadable(() -> told.add(clock.getTime() - start));
        write(cable, 1);
        cable.close();
        assertEquals(1, told.size());
        assertEquals(-1, cable.read(ByteBuffer.allocate(1)));
        assertThrows(IOException.class, () -> write(cable, 2));
        assertEquals(0, clock.openAlarms());
    }
}
