package adapter.virtual.cable;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of a loop-back cable; factory PID {@code adapter.virtual.cable}. */
@ObjectClassDefinition(
        name = "Loop-back MIDI cable",
        description = "A device that is a stream of MIDI bytes: what is sent comes in again.")
public @interface CableSettings {
    /** Part of the device id. */
    @AttributeDefinition(
            name = "Name",
            description =
                    "Makes the device id: virtual:<name>. 1 to 64 letters, digits, '.', '_', '-'.",
            required = false)
    String name() default "cable";

    /** Whether bytes take their time. */
    @AttributeDefinition(
            name = "Paced",
            description = "Whether a byte takes 320 µs (31 250 baud), as in a real cable.",
            type = AttributeType.BOOLEAN,
            required = false)
    boolean paced() default true;

    /** Bytes that can be under way. */
    @AttributeDefinition(
            name = "Capacity",
            description = "How many bytes can be under way, 1 to 65536.",
            min = "1",
            max = "65536",
            type = AttributeType.INTEGER,
            required = false)
    int capacity() default 1_024;
}
