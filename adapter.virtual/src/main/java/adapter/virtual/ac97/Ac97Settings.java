package adapter.virtual.ac97;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * The configuration of a virtual AC'97 device; PID and factory PID {@code adapter.virtual.ac97}.
 */
@ObjectClassDefinition(
        name = "Virtual AC'97",
        description =
                "A sound controller with an AC'97 codec without hardware that behaves like a real"
                        + " one. Without any configuration there is one; with configurations there"
                        + " is one for each.")
public @interface Ac97Settings {
    /** Part of the device id. */
    @AttributeDefinition(
            name = "Name",
            description =
                    "Makes the device id: virtual:<name>. 1 to 64 letters, digits, '.', '_', '-'.",
            required = false)
    String name() default "ac97";

    /** Where the sound goes. */
    @AttributeDefinition(
            name = "Sound output",
            description = "Where the sound goes; it can be recorded in both cases.",
            options = {
                @Option(label = "nowhere", value = "null"),
                @Option(label = "WAV files", value = "file")
            },
            required = false)
    String output() default "null";

    /** Name of the WAV files. */
    @AttributeDefinition(
            name = "WAV file",
            description =
                    "For output=file. {number} in it stands for the first number that is free: then"
                            + " each take, from the first sound until the stream stops, gets a file"
                            + " of its own; else it replaces the one before.",
            required = false)
    String file() default "";

    /** What is in the input sockets. */
    @AttributeDefinition(
            name = "Input",
            description =
                    "What is in the sockets for microphone and line. What of it is recorded, and"
                            + " how loud, the codec's mixer decides.",
            options = {
                @Option(label = "a tone", value = "tone"),
                @Option(label = "a WAV file", value = "file"),
                @Option(label = "nothing", value = "silence"),
                @Option(label = "a cable from its output", value = "loop")
            },
            required = false)
    String input() default "tone";

    /** The file that is heard. */
    @AttributeDefinition(
            name = "WAV file for the input",
            description =
                    "For input=file, up to five minutes. Each stream hears it from its start, then"
                            + " silence.",
            required = false)
    String inputFile() default "";

    /** Frequency of the tone. */
    @AttributeDefinition(
            name = "Frequency of the tone",
            description = "Hz, 1 to 20000.",
            min = "1",
            max = "20000",
            type = AttributeType.INTEGER,
            required = false)
    int toneFrequency() default 440;

    /** Level of the tone. */
    @AttributeDefinition(
            name = "Level of the tone",
            description = "Of its peaks, dB of full scale, -96 to 0.",
            min = "-96",
            max = "0",
            type = AttributeType.INTEGER,
            required = false)
    int toneLevel() default -12;

    /** How it fails. */
    @AttributeDefinition(
            name = "Fault",
            description =
                    "Makes the device fail, for tests. May be changed while the device is in use.",
            options = {
                @Option(label = "none: it works", value = "none"),
                @Option(label = "every second interrupt is lost", value = "lost-interrupt"),
                @Option(label = "the codec never becomes ready", value = "no-codec")
            },
            required = false)
    String fault() default "none";
}
