package adapter.virtual.wave;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The configuration of a virtual wave device; PID and factory PID {@code adapter.virtual.wave}. */
@ObjectClassDefinition(
        name = "Virtual wave device",
        description =
                "Speakers and a microphone, or an audio cable, without hardware. Without any"
                        + " configuration there are speakers; with configurations there is one"
                        + " device for each.")
public @interface WaveSettings {
    /** Part of the device id. */
    @AttributeDefinition(
            name = "Name",
            description =
                    "Makes the device id: virtual:<name>. 1 to 64 letters, digits, '.', '_', '-'.",
            required = false)
    String name() default "speaker";

    /** What it is. */
    @AttributeDefinition(
            name = "Kind",
            description = "What the device is.",
            options = {
                @Option(label = "speakers and a microphone", value = "speaker"),
                @Option(label = "a cable: what is played is recorded", value = "cable")
            },
            required = false)
    String kind() default "speaker";

    /** How the speakers are connected. */
    @AttributeDefinition(
            name = "Socket",
            description =
                    "How the speakers are connected; a cable has no socket. May be changed while"
                            + " the device is in use, and programs are told.",
            options = {
                @Option(label = "built in", value = "integrated"),
                @Option(label = "in a socket, plugged in", value = "plugged"),
                @Option(label = "in a socket, pulled out", value = "unplugged")
            },
            required = false)
    String socket() default "integrated";

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
                    "For output=file. {number} in it stands for the first number that is free:"
                            + " then each take, from the first stream that plays until the last is"
                            + " closed, gets a file of its own; else it replaces the one before.",
            required = false)
    String file() default "";

    /** Sample rate. */
    @AttributeDefinition(
            name = "Sample rate",
            description =
                    "Preferred sample rate, Hz, 8000 to 384000. The device takes that of the"
                            + " first stream in any case.",
            min = "8000",
            max = "384000",
            type = AttributeType.INTEGER,
            required = false)
    int rate() default 48_000;

    /** Number of speakers. */
    @AttributeDefinition(
            name = "Channels",
            description = "How many channels the device mixes to, 1 to 32.",
            min = "1",
            max = "32",
            type = AttributeType.INTEGER,
            required = false)
    int channels() default 2;

    /** What the microphone hears. */
    @AttributeDefinition(
            name = "The microphone hears",
            description = "What capture streams of the microphone hear.",
            options = {
                @Option(label = "a tone", value = "tone"),
                @Option(label = "a WAV file", value = "file"),
                @Option(label = "silence", value = "silence"),
                @Option(label = "what the device plays", value = "loop")
            },
            required = false)
    String microphone() default "tone";

    /** The file that the microphone hears. */
    @AttributeDefinition(
            name = "WAV file for the microphone",
            description =
                    "For microphone=file. Each stream hears it from its start, then silence, and"
                            + " has the sample rate of the file.",
            required = false)
    String microphoneFile() default "";

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

    /** How its clock runs. */
    @AttributeDefinition(
            name = "Drift",
            description =
                    "How much faster than the master clock the device runs, millionths, -100000 to"
                            + " 100000.",
            min = "-100000",
            max = "100000",
            type = AttributeType.INTEGER,
            required = false)
    int drift() default 0;

    /** How it fails. */
    @AttributeDefinition(
            name = "Faults",
            description = "Makes the device fail, for tests; none or some of these.",
            options = {
                @Option(label = "late: moves half a second after its start", value = "late"),
                @Option(label = "stall: stops moving after some frames", value = "stall"),
                @Option(label = "xrun: loses a packet every some frames", value = "xrun"),
                @Option(label = "gone: breaks after some frames", value = "gone")
            },
            cardinality = 4,
            required = false)
    String[] fault() default {};

    /** When it fails. */
    @AttributeDefinition(
            name = "Frames until a fault",
            description = "After how many frames of a stream something goes wrong, 1 or more.",
            min = "1",
            type = AttributeType.INTEGER,
            required = false)
    int faultFrames() default 48_000;
}
