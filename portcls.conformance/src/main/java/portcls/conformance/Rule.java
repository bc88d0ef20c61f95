package portcls.conformance;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which rules of the specification a test proves, for instance {@code @Rule({"MID-6",
 * "MID-7"})}. On a class it stands for all tests of the class together. An id that is not in the
 * catalogue fails the build.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Rule {

    /** Ids of the rules, such as {@code "MID-6"}; at least one. */
    String[] value();
}
