package adapter.virtual.mpu401;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The configuration of a virtual MPU-401; PID and factory PID {@code adapter.virtual.mpu401}. */
@ObjectClassDefinition(
        name = "Virtual MPU-401",
        description =
                "A MIDI interface without hardware that behaves like a real one. Without any"
                        + " configuration there is one; with configurations there is one for each.")
public @interface Mpu401Settings {
    /** Part of the device id. */
    @AttributeDefinition(
            name = "Name",
            description =
                    "Makes the device id: virtual:<name>. 1 to 64 letters, digits, '.', '_', '-'.",
            required = false)
    String name() default "mpu401";

    /** What is plugged into MIDI OUT. */
    @AttributeDefinition(
            name = "MIDI OUT is connected to",
            description = "What happens to the bytes that the device sends.",
            options = {
                @Option(label = "a sound module", value = "sound-module"),
                @Option(label = "its own MIDI IN", value = "loop-back"),
                @Option(label = "nothing", value = "nothing")
            },
            required = false)
    String connector() default "sound-module";

    /** How it fails. */
    @AttributeDefinition(
            name = "Fault",
            description =
                    "Makes the device fail, for tests. May be changed while the device is in use.",
            options = {
                @Option(label = "none: it works", value = "none"),
                @Option(label = "commands are never acknowledged", value = "no-acknowledge"),
                @Option(label = "DRR stays set: nothing is taken", value = "stuck-drr"),
                @Option(label = "input FIFO overflows: all input is lost", value = "overflow"),
                @Option(label = "sudden death: the device is gone", value = "sudden-death")
            },
            required = false)
    String fault() default "none";

    /** How a reset in UART mode is answered. */
    @AttributeDefinition(
            name = "Reset in UART mode",
            description = "Real parts differ: some acknowledge a reset in UART mode, some do not.",
            options = {
                @Option(label = "acknowledged", value = "acknowledged"),
                @Option(label = "obeyed in silence", value = "silent")
            },
            required = false)
    String reset() default "acknowledged";

    /** Bytes that the output FIFO holds. */
    @AttributeDefinition(
            name = "Output FIFO",
            description = "Depth of the output FIFO in bytes, 1 to 1024; each takes 320 µs.",
            min = "1",
            max = "1024",
            type = AttributeType.INTEGER,
            required = false)
    int outputFifo() default 16;

    /** Bytes that the input FIFO holds. */
    @AttributeDefinition(
            name = "Input FIFO",
            description = "Depth of the input FIFO in bytes, 1 to 1024.",
            min = "1",
            max = "1024",
            type = AttributeType.INTEGER,
            required = false)
    int inputFifo() default 16;

    /** Where the sound goes. */
    @AttributeDefinition(
            name = "Sound output",
            description =
                    "Where the sound module sounds; it can be recorded in any case. wav: only into"
                            + " WAV files, when recorded. speakers: through the machine's speakers,"
                            + " too. Else the id of a wave device that it plays to, such as"
                            + " virtual:speaker or jack:system.",
            required = false)
    String output() default "wav";

    /** Sound bank. */
    @AttributeDefinition(
            name = "Sound bank",
            description =
                    "File with the instruments of the sound module, SF2 or DLS. Empty: the"
                            + " platform's own.",
            required = false)
    String bank() default "";
}
