package portcls.ports.diag.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;

final class FailuresTest {
    @Test
    void theLastCauseCounts() {
        assertEquals(
                "inner: x=1 (IllegalArgumentException)",
                Failures.lastCause(
                        trace(
                                new IllegalStateException(
                                        "outer", new IllegalArgumentException("inner: x=1")))));
        assertEquals(
                "outer (IllegalStateException)",
                Failures.lastCause(trace(new IllegalStateException("outer"))));
        assertEquals("NullPointerException", Failures.lastCause(trace(new NullPointerException())));
    }

    @Test
    void withoutATraceTheLogSaysWhy() {
        assertEquals("the log says why.", Failures.lastCause(null));
        assertEquals("the log says why.", Failures.lastCause(" "));
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
