package adapter.virtual.sb16;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * The configuration of a virtual Sound Blaster 16; PID and factory PID {@code
 * adapter.virtual.sb16}.
 */
@ObjectClassDefinition(
        name = "Virtual Sound Blaster 16",
        description =
                "A sound card without hardware that behaves like a real one, down to its registers:"
                        + " waves, mixer, FM synthesizer, MIDI. Without any configuration there is"
                        + " one; with configurations there is one for each.")
public @interface Sb16Settings {
    /** Part of the device id. */
    @AttributeDefinition(
            name = "Name",
            description =
                    "Makes the device id: virtual:<name>. 1 to 64 letters, digits, '.', '_', '-'.",
            required = false)
    String name() default "sb16";

    /** Where the sound goes. */
    @AttributeDefinition(
            name = "Sound output",
            description =
                    "Where the card sounds; it can be recorded in any case. wav: only into WAV"
                            + " files, when recorded. speakers: through the machine's speakers,"
                            + " too. Else the id of a wave device that it plays to, such as"
                            + " virtual:speaker or jack:system.",
            required = false)
    String output() default "wav";

    /** What is plugged into the line in. */
    @AttributeDefinition(
            name = "Line in",
            description =
                    "What is plugged into the line in. The mixer decides how much of it is"
                            + " recorded: after power-on its line volume is -62 dB.",
            options = {
                @Option(label = "a tone", value = "tone"),
                @Option(label = "a WAV file", value = "file"),
                @Option(label = "nothing", value = "silence"),
                @Option(label = "the card's own line out", value = "loop")
            },
            required = false)
    String lineIn() default "tone";

    /** The file that the line in hears. */
    @AttributeDefinition(
            name = "WAV file at the line in",
            description =
                    "For lineIn=file, up to two minutes. Each recording hears it from its start,"
                            + " then silence.",
            required = false)
    String lineInFile() default "";

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

    /** What is plugged into the MIDI connectors. */
    @AttributeDefinition(
            name = "MIDI OUT is connected to",
            description = "What happens to the bytes that the card's MPU-401 sends.",
            options = {
                @Option(label = "nothing", value = "nothing"),
                @Option(label = "its own MIDI IN", value = "loop-back")
            },
            required = false)
    String midi() default "nothing";

    /** How it fails. */
    @AttributeDefinition(
            name = "Fault",
            description =
                    "Makes the card fail, for tests. May be changed while the card is in use.",
            options = {
                @Option(label = "none: it works", value = "none"),
                @Option(label = "no interrupt comes", value = "lost-interrupts"),
                @Option(label = "the DSP is busy for ever", value = "stuck-busy"),
                @Option(label = "the DSP does not answer a reset", value = "no-answer"),
                @Option(label = "it says that it is an older card", value = "wrong-version"),
                @Option(label = "sudden death: the card is gone", value = "sudden-death")
            },
            required = false)
    String fault() default "none";
}
