package portcls.ports.device;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a call is that does not come back.
 *
 * @param frames innermost first
 */
public record CallStack(List<StackTraceElement> frames) {
    /** Where it is now. */
    public static CallStack of(Thread thread) {
        return new CallStack(List.of(thread.getStackTrace()));
    }

    /** Where a driver waits in the JDK says little; where it went in from says much. */
    public String place() {
        return frames.stream()
                .filter(frame -> frame.getModuleName() == null)
                .findFirst()
                .map(StackTraceElement::toString)
                .orElse("an unknown place");
    }

    /** One line a frame, for the log. */
    public String text() {
        return frames.stream().map(frame -> "    at " + frame).collect(Collectors.joining("\n"));
    }
}
