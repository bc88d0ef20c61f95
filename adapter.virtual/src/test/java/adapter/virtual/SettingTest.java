package adapter.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SettingTest {
    @Test
    void says_name_value_and_what_is_allowed() {
        assertEquals(
                "inputFifo=0 is out of range; use 1 to 16",
                refused(() -> Setting.between("inputFifo", 0, 1, 16)));
        assertEquals(
                "inputFifo=17 is out of range; use 1 to 16",
                refused(() -> Setting.between("inputFifo", 17, 1, 16)));
        assertEquals(
                "reset=loud is not known; use one of a, b",
                refused(() -> Setting.oneOf("reset", "loud", new String[] {"a", "b"}, s -> s)));
        assertEquals(
                "name=a b cannot be part of a device id; use 1 to 64 letters, digits, '.', '_' or"
                        + " '-', beginning with a letter or digit",
                refused(() -> Setting.identifier("name", "a b")));
    }

    @Test
    void gives_back_what_is_allowed() {
        assertEquals(1, Setting.between("n", 1, 1, 16));
        assertEquals(16, Setting.between("n", 16, 1, 16));
        assertEquals("b", Setting.oneOf("x", "b", new String[] {"a", "b"}, s -> s));
        assertEquals("mpu401-2", Setting.identifier("name", "mpu401-2"));
    }

    private static String refused(Runnable check) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, check::run).getMessage());
    }
}
