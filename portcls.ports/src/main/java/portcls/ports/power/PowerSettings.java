package portcls.ports.power;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** When devices that nobody uses go to sleep; PID {@code portcls.power}. Need not exist. */
@ObjectClassDefinition(
        name = "Power of sound devices",
        description =
                "When devices that nobody uses go to sleep. One device has settings of its own in"
                        + " its registry key, portcls.registry.device, under PowerSettings.")
public @interface PowerSettings {
    /** On battery. */
    @AttributeDefinition(
            name = "Conservation idle time",
            description = "Seconds without use, on battery, until a device sleeps; 0 = never.",
            min = "0",
            type = AttributeType.INTEGER,
            required = false)
    int conservationIdleTime() default 0;

    /** On mains. */
    @AttributeDefinition(
            name = "Performance idle time",
            description = "Seconds without use, on mains, until a device sleeps; 0 = never.",
            min = "0",
            type = AttributeType.INTEGER,
            required = false)
    int performanceIdleTime() default 0;

    /** How deep. */
    @AttributeDefinition(
            name = "Idle power state",
            description = "How deep an idle device sleeps.",
            type = AttributeType.INTEGER,
            options = {
                @Option(label = "D1", value = "1"),
                @Option(label = "D2", value = "2"),
                @Option(label = "D3, off", value = "3")
            },
            required = false)
    int idlePowerState() default 3;

    /** At once. */
    @AttributeDefinition(
            name = "Immediate idle",
            description = "Whether a device sleeps as soon as nobody has it open.",
            type = AttributeType.BOOLEAN,
            required = false)
    boolean immediateIdle() default false;
}
