package adapter.virtual.mpu401;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.virtual.RaisedLine;

import org.junit.jupiter.api.Test;

import portcls.api.time.ReferenceTime;
import portcls.testkit.TestClock;

import java.util.ArrayList;
import java.util.List;

class Mpu401Test {
    private static final long BYTE = 3_200;

    private record Sent(long time, int value) {}

    private final TestClock clock = new TestClock();
    private final RaisedLine interrupt = new RaisedLine("IRQ 9");
    private final Mpu401 mpu = make(16, 16, false);
    private final List<Sent> sent = new ArrayList<>();

    private Mpu401 make(int outputDepth, int inputDepth, boolean silentReset) {
        return new Mpu401(clock, interrupt, "I/O", outputDepth, inputDepth, silentReset);
    }

    private static void command(Mpu401 mpu, int command) {
        mpu.write(Mpu401.COMMAND, command);
    }

    private static boolean hasInput(Mpu401 mpu) {
        return (mpu.read(Mpu401.STATUS) & Mpu401.INPUT_EMPTY) == 0;
    }

    private static boolean isFull(Mpu401 mpu) {
        return (mpu.read(Mpu401.STATUS) & Mpu401.OUTPUT_FULL) != 0;
    }

    private Mpu401 inUartMode(Mpu401 device) {
        command(device, Mpu401.ENTER_UART_MODE);
        device.plug((time, value) -> sent.add(new Sent(time, value)));
        return device;
    }

    @Test
    void is_idle_after_power_on() {
        assertEquals(Mpu401.INPUT_EMPTY, mpu.read(Mpu401.STATUS));
        assertEquals(2, mpu.length());
        assertThrows(IndexOutOfBoundsException.class, () -> mpu.read(2));
        assertThrows(IndexOutOfBoundsException.class, () -> mpu.write(-1, 0));
    }

    @Test
    void acknowledges_each_reset() {
        for (int i = 0; i < 2; i++) {
            command(mpu, Mpu401.RESET);
            assertTrue(hasInput(mpu));
            assertEquals(Mpu401.ACKNOWLEDGE, mpu.read(Mpu401.DATA));
            assertFalse(hasInput(mpu));
            command(mpu, Mpu401.ENTER_UART_MODE);
            assertFalse(hasInput(mpu));
        }
    }

    @Test
    void may_be_silent_on_the_first_reset_in_uart_mode() {
        Mpu401 silent = make(16, 16, true);
        command(silent, Mpu401.RESET);
        assertEquals(Mpu401.ACKNOWLEDGE, silent.read(Mpu401.DATA));
        command(silent, Mpu401.ENTER_UART_MODE);
        command(silent, Mpu401.RESET);
        assertFalse(hasInput(silent));
        command(silent, Mpu401.RESET);
        assertEquals(Mpu401.ACKNOWLEDGE, silent.read(Mpu401.DATA));
    }

    @Test
    void forgets_input_at_reset() {
        inUartMode(mpu).plugLoopBack();
        mpu.write(Mpu401.DATA, 0x90);
        clock.advance(BYTE);
        assertTrue(hasInput(mpu));
        command(mpu, Mpu401.RESET);
        assertEquals(Mpu401.ACKNOWLEDGE, mpu.read(Mpu401.DATA));
        assertFalse(hasInput(mpu));
    }

    @Test
    void sends_nothing_outside_uart_mode() {
        inUartMode(mpu);
        command(mpu, Mpu401.RESET);
        mpu.write(Mpu401.DATA, 0x90);
        assertEquals(List.of(), sent);
    }

    @Test
    void a_byte_leaves_320_microseconds_after_it_could_start() {
        inUartMode(mpu);
        long start = clock.getTime();
        mpu.write(Mpu401.DATA, 0x190);
        mpu.write(Mpu401.DATA, 60);
        clock.advance(10 * BYTE);
        mpu.write(Mpu401.DATA, 100);
        assertEquals(
                List.of(
                        new Sent(start + BYTE, 0x90),
                        new Sent(start + 2 * BYTE, 60),
                        new Sent(start + 11 * BYTE, 100)),
                sent);
    }

    @Test
    void the_output_fifo_fills_and_empties_with_the_clock() {
        inUartMode(mpu);
        for (int i = 0; i < 16; i++) {
            assertFalse(isFull(mpu), "after " + i);
            mpu.write(Mpu401.DATA, i);
        }
        assertTrue(isFull(mpu));
        mpu.write(Mpu401.DATA, 99);
        assertEquals(16, sent.size());
        assertEquals(1, mpu.lostOutputBytes());
        clock.advance(BYTE - 1);
        assertTrue(isFull(mpu));
        clock.advance(1);
        assertFalse(isFull(mpu));
        mpu.write(Mpu401.DATA, 16);
        assertTrue(isFull(mpu));
        assertEquals(17, sent.size());
    }

    @Test
    void a_fifo_of_one_byte_is_full_while_it_is_sent() {
        Mpu401 shallow = inUartMode(make(1, 1, false));
        shallow.write(Mpu401.DATA, 1);
        assertTrue(isFull(shallow));
        clock.advance(BYTE);
        assertFalse(isFull(shallow));
    }

    @Test
    void looped_back_bytes_interrupt_at_their_exit_time() {
        inUartMode(mpu).plugLoopBack();
        List<Sent> received = new ArrayList<>();
        interrupt.connect(
                () -> {
                    assertFalse(Thread.holdsLock(mpu), "the handler runs outside the lock");
                    boolean mine = false;
                    while (hasInput(mpu)) {
                        received.add(new Sent(clock.getTime(), mpu.read(Mpu401.DATA)));
                        mine = true;
                    }
                    return mine;
                });
        long start = clock.getTime();
        mpu.write(Mpu401.DATA, 0x90);
        mpu.write(Mpu401.DATA, 60);
        mpu.write(Mpu401.DATA, 100);
        clock.advance(2 * BYTE + 5);
        mpu.write(Mpu401.DATA, 61);
        clock.advance(ReferenceTime.SECOND);
        mpu.write(Mpu401.DATA, 62);
        clock.advance(ReferenceTime.SECOND);
        assertEquals(
                List.of(
                        new Sent(start + BYTE, 0x90),
                        new Sent(start + 2 * BYTE, 60),
                        new Sent(start + 3 * BYTE, 100),
                        new Sent(start + 4 * BYTE, 61),
                        new Sent(start + 3 * BYTE + 5 + ReferenceTime.SECOND, 62)),
                received);
        assertEquals(0, interrupt.unclaimed());
        assertEquals(0, mpu.lostInputBytes());
    }

    @Test
    void input_is_there_for_whoever_polls() {
        inUartMode(mpu).plugLoopBack();
        mpu.write(Mpu401.DATA, 0xF8);
        assertFalse(hasInput(mpu));
        clock.advance(BYTE);
        assertTrue(hasInput(mpu));
        assertEquals(0xF8, mpu.read(Mpu401.DATA));
        assertFalse(hasInput(mpu));
    }

    @Test
    void the_acknowledge_interrupts_too() {
        int[] calls = {0};
        interrupt.connect(
                () -> {
                    calls[0]++;
                    return mpu.read(Mpu401.DATA) == Mpu401.ACKNOWLEDGE;
                });
        command(mpu, Mpu401.RESET);
        clock.advance(1);
        assertEquals(1, calls[0]);
        assertEquals(0, interrupt.unclaimed());
    }

    @Test
    void the_newest_bytes_are_lost_when_nobody_reads() {
        Mpu401 small = inUartMode(make(16, 4, false));
        small.plugLoopBack();
        for (int i = 0; i < 6; i++) {
            small.write(Mpu401.DATA, i);
        }
        clock.advance(10 * BYTE);
        assertEquals(2, small.lostInputBytes());
        for (int i = 0; i < 4; i++) {
            assertEquals(i, small.read(Mpu401.DATA));
        }
        assertFalse(hasInput(small));
    }

    @Test
    void fault_no_acknowledge() {
        mpu.setFault(Fault.NO_ACKNOWLEDGE);
        command(mpu, Mpu401.RESET);
        assertFalse(hasInput(mpu));
        mpu.setFault(Fault.NONE);
        command(mpu, Mpu401.RESET);
        assertTrue(hasInput(mpu));
    }

    @Test
    void fault_stuck_drr_takes_neither_data_nor_commands() {
        inUartMode(mpu);
        mpu.setFault(Fault.STUCK_DRR);
        assertTrue(isFull(mpu));
        mpu.write(Mpu401.DATA, 1);
        command(mpu, Mpu401.RESET);
        clock.advance(ReferenceTime.SECOND);
        assertTrue(isFull(mpu));
        assertFalse(hasInput(mpu));
        assertEquals(List.of(), sent);
        mpu.setFault(Fault.NONE);
        assertFalse(isFull(mpu));
    }

    @Test
    void fault_overflow_loses_all_input() {
        inUartMode(mpu).plugLoopBack();
        mpu.setFault(Fault.OVERFLOW);
        interrupt.connect(
                () -> {
                    throw new AssertionError("nothing came in");
                });
        mpu.write(Mpu401.DATA, 1);
        mpu.write(Mpu401.DATA, 2);
        clock.advance(10 * BYTE);
        assertFalse(hasInput(mpu));
        assertEquals(2, mpu.lostInputBytes());
    }

    @Test
    void nothing_answers_after_sudden_death() {
        inUartMode(mpu).plugLoopBack();
        mpu.write(Mpu401.DATA, 1);
        mpu.setFault(Fault.SUDDEN_DEATH);
        mpu.write(Mpu401.DATA, 2);
        clock.advance(10 * BYTE);
        assertEquals(0xFF, mpu.read(Mpu401.STATUS));
        assertEquals(0xFF, mpu.read(Mpu401.DATA));
    }

    @Test
    void close_takes_its_alarm_with_it() {
        TestClock own = new TestClock();
        Mpu401 device = new Mpu401(own, interrupt, "I/O", 16, 16, false);
        assertEquals(1, own.openAlarms());
        device.close();
        assertEquals(0, own.openAlarms());
        assertEquals(0xFF, device.read(Mpu401.STATUS));
    }
}
