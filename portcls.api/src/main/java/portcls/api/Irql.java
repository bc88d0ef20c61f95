package portcls.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On which kind of thread a method may be called, or is called: the user-mode form of the interrupt
 * request level.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Irql {
    /** The level. */
    Level value();

    /** The levels. */
    enum Level {
        /** An ordinary thread; may block. */
        PASSIVE,
        /** The device's dispatch thread; must not block, lock or allocate. */
        DISPATCH,
        /** Any thread, also inside an interrupt routine; must only queue. */
        ANY
    }
}
