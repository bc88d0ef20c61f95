package portcls.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class PercentsTest {
    @Test
    void aPercentageIsPutIntoQuotes() {
        assertQuoted("volume sb16 '100%'", "volume sb16 100%");
        assertQuoted("volume sb16 '2.5%' --record", "volume sb16 2.5% --record");
        assertQuoted("volume sb16 '+5%'; mute sb16 on", "volume sb16 +5%; mute sb16 on");
        assertQuoted("volume a '1%' | grep '2%'&", "volume a 1% | grep 2%&");
        assertQuoted("volume sb16 '50%' --record", "volume sb16 50 % --record");
        assertQuoted("{ volume a '1%'}", "{ volume a 1%}");
    }

    @Test
    void allElseStaysAsItWasTyped() {
        for (String line :
                new String[] {
                    "",
                    "50%",
                    "volume sb16 -6",
                    "volume sb16 '100%'",
                    "echo \"it is 100% sure\"",
                    "echo 'it is 100% sure'",
                    "echo \\'; x",
                    "echo %(1+2) 7%(3)",
                    "echo 100%s a50% %",
                    "echo 5 6 %x",
                    "echo 5 %(1)"
                }) {
            assertQuoted(line, line);
        }
        assertQuoted("echo \\\" '5%'", "echo \\\" 5%");
        assertQuoted("echo 'a\\' '5%'", "echo 'a\\' 5%");
    }

    private static void assertQuoted(String quoted, String typed) {
        assertEquals(quoted, Percents.quoted(typed));
        assertEquals(quoted, Percents.quoted(quoted), "once is enough");
    }
}
