package adapter.virtual.opl3;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The configuration of a virtual OPL3; PID and factory PID {@code adapter.virtual.opl3}. */
@ObjectClassDefinition(
        name = "Virtual OPL3",
        description =
                "An FM synthesizer without hardware, down to its registers, that sounds. Without"
                        + " any configuration there is one; with configurations there is one for"
                        + " each.")
public @interface Opl3Settings {
    /** Part of the device id. */
    @AttributeDefinition(
            name = "Name",
            description =
                    "Makes the device id: virtual:<name>. 1 to 64 letters, digits, '.', '_', '-'.",
            required = false)
    String name() default "opl3";

    /** Where the sound goes. */
    @AttributeDefinition(
            name = "Sound output",
            description =
                    "Where it sounds; it can be recorded in any case. wav: only into WAV files,"
                            + " when recorded. speakers: through the machine's speakers, too. Else"
                            + " the id of a wave device that it plays to, such as virtual:speaker"
                            + " or jack:system.",
            required = false)
    String output() default "wav";

    /** Frames per second. */
    @AttributeDefinition(
            name = "Sample rate",
            description =
                    "Frames per second of its sound. The chip's own 49716 are made into these.",
            options = {
                @Option(label = "48000 Hz", value = "48000"),
                @Option(label = "44100 Hz", value = "44100")
            },
            type = AttributeType.INTEGER,
            required = false)
    int sampleRate() default 48_000;

    /** How it fails. */
    @AttributeDefinition(
            name = "Fault",
            description =
                    "Makes the device fail, for tests. May be changed while the device is in use.",
            options = {
                @Option(label = "none: it works", value = "none"),
                @Option(label = "no chip answers", value = "no-chip"),
                @Option(label = "sudden death: the device is gone", value = "sudden-death")
            },
            required = false)
    String fault() default "none";
}
