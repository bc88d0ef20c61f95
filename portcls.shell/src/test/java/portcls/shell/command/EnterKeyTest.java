package portcls.shell.command;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

final class EnterKeyTest {
    @Test
    void onlyEnterCounts() throws IOException {
        PipedOutputStream keyboard = new PipedOutputStream();
        PipedInputStream keys = new PipedInputStream(keyboard);
        try (EnterKey enter = new EnterKey(Optional.of(keys))) {
            keyboard.write("abc".getBytes(StandardCharsets.US_ASCII));
            keyboard.flush();
            await(() -> available(keys) == 0);
            assertFalse(enter.isPressed());
            keyboard.write('\n');
            keyboard.flush();
            await(enter::isPressed);
        }
    }

    @Test
    void theEndOfTheInputIsNoKey() {
        EmptyInput input = new EmptyInput();
        try (EnterKey enter = new EnterKey(Optional.of(input))) {
            await(() -> input.ended);
            assertFalse(enter.isPressed());
        }
    }

    @Test
    void withoutKeysNobodyWaits() {
        try (EnterKey enter = new EnterKey(Optional.empty())) {
            assertFalse(enter.isPressed());
        }
    }

    private static int available(PipedInputStream keys) {
        try {
            return keys.available();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    while (!condition.getAsBoolean()) {
                        Thread.onSpinWait();
                    }
                });
    }

    /** Nothing to read. */
    private static final class EmptyInput extends ByteArrayInputStream {
        private volatile boolean ended;

        EmptyInput() {
            super(new byte[0]);
        }

        @Override
        public synchronized int read() {
            ended = true;
            return super.read();
        }
    }
}
