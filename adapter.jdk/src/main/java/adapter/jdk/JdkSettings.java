package adapter.jdk;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of the Java platform's devices; PID {@code adapter.jdk}. Need not exist. */
@ObjectClassDefinition(
        name = "Sound of the Java platform",
        description = "Audio lines and MIDI ports that Java itself finds, on any system.")
public @interface JdkSettings {
    /** Which devices are offered. */
    @AttributeDefinition(
            name = "Include",
            description = "Names of devices to offer; * and ? stand for anything. Empty: all.",
            required = false)
    String[] include() default {};

    /** Which are not. */
    @AttributeDefinition(
            name = "Exclude",
            description = "Names of devices not to offer; * and ? stand for anything.",
            required = false)
    String[] exclude() default {};

    /** How often is looked for changes. */
    @AttributeDefinition(
            name = "Rescan",
            description = "Seconds between two looks for new and gone devices, 0 = only once.",
            min = "0",
            max = "3600",
            type = AttributeType.INTEGER,
            required = false)
    int rescan() default 2;

    /** Whether mixers are offered. */
    @AttributeDefinition(
            name = "Audio",
            description = "Whether audio devices are offered.",
            type = AttributeType.BOOLEAN,
            required = false)
    boolean audio() default true;

    /** Whether MIDI ports are offered. */
    @AttributeDefinition(
            name = "MIDI",
            description = "Whether MIDI ports are offered.",
            type = AttributeType.BOOLEAN,
            required = false)
    boolean midi() default true;
}
