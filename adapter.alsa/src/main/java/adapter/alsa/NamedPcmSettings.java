package adapter.alsa;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of a PCM that is not on a card; factory PID {@code adapter.alsa}. */
@ObjectClassDefinition(
        name = "ALSA PCM",
        description =
                "A PCM of ALSA by its name, such as the one that leads to a sound server. Cards"
                        + " need no configuration.")
public @interface NamedPcmSettings {
    /** What ALSA calls it. */
    @AttributeDefinition(
            name = "PCM",
            description =
                    "What ALSA calls it, see aplay -L: pulse, plughw:1, default. Makes the id.",
            required = false)
    String pcm() default "default";

    /** What people call it. */
    @AttributeDefinition(
            name = "Name",
            description = "What people call it. Empty = as the PCM.",
            required = false)
    String name() default "";

    /** Whether it plays. */
    @AttributeDefinition(
            name = "Playback",
            description = "Whether it plays.",
            type = AttributeType.BOOLEAN,
            required = false)
    boolean playback() default true;

    /** Whether it records. */
    @AttributeDefinition(
            name = "Capture",
            description = "Whether it records.",
            type = AttributeType.BOOLEAN,
            required = false)
    boolean capture() default false;

    /** Where its volume is. */
    @AttributeDefinition(
            name = "Mixer",
            description =
                    "The control device that its volume is set by, as in amixer -D: pulse, hw:1."
                            + " Empty = the one of the PCM's name, if there is one; - = none.",
            required = false)
    String mixer() default "";

    /** Streams at a time, each way. */
    @AttributeDefinition(
            name = "Streams",
            description =
                    "How many streams at a time each way, 1 to 64; more than 1 for a PCM that"
                            + " mixes.",
            min = "1",
            max = "64",
            type = AttributeType.INTEGER,
            required = false)
    int streams() default 1;

    /** Preferred rate. */
    @AttributeDefinition(
            name = "Rate",
            description = "Frames per second that are preferred, 8000 to 384000.",
            min = "8000",
            max = "384000",
            type = AttributeType.INTEGER,
            required = false)
    int rate() default 48_000;

    /** Preferred channels. */
    @AttributeDefinition(
            name = "Channels",
            description = "Number of channels that is preferred, 1 to 32.",
            min = "1",
            max = "32",
            type = AttributeType.INTEGER,
            required = false)
    int channels() default 2;

    /** Packets under way. */
    @AttributeDefinition(
            name = "Periods",
            description =
                    "How many packets of sound ALSA's own buffer holds, 2 to 16: more is safer and"
                            + " later.",
            min = "2",
            max = "16",
            type = AttributeType.INTEGER,
            required = false)
    int periods() default 2;

    /** Time between attempts. */
    @AttributeDefinition(
            name = "Retry",
            description = "Seconds between attempts to find it while it is not there, 1 to 3600.",
            min = "1",
            max = "3600",
            type = AttributeType.INTEGER,
            required = false)
    int retry() default 5;
}
