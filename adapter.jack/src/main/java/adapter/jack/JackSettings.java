package adapter.jack;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of a JACK server; factory PID {@code adapter.jack}. */
@ObjectClassDefinition(
        name = "JACK server",
        description =
                "Sound and MIDI through a JACK server, or through PipeWire's JACK. Without any"
                        + " configuration it is the default server.")
public @interface JackSettings {
    /** Name of the server. */
    @AttributeDefinition(
            name = "Server",
            description =
                    "Name of the server (jackd -n). \"default\" is the one that JACK takes by"
                        + " itself, also by JACK_DEFAULT_SERVER; its devices are jack:system and"
                        + " jack:system-midi. Devices of another are jack:<server> and"
                        + " jack:<server>-midi. 1 to 64 letters, digits, '.', '_', '-'.",
            required = false)
    String server() default "default";

    /** Name of the client. */
    @AttributeDefinition(
            name = "Client",
            description =
                    "What we are called on the server. 1 to 32 letters, digits, '.', '_', '-'.",
            required = false)
    String name() default "portcls";

    /** Most channels of a stream. */
    @AttributeDefinition(
            name = "Channels",
            description =
                    "Most channels of a stream, 1 to 64; 0 = as many as the server has physical"
                            + " ports, at least 2.",
            min = "0",
            max = "64",
            type = AttributeType.INTEGER,
            required = false)
    int channels() default 0;

    /** Whether streams are connected. */
    @AttributeDefinition(
            name = "Connect",
            description = "Whether streams are connected with the physical ports when they open.",
            type = AttributeType.BOOLEAN,
            required = false)
    boolean connect() default true;

    /** MIDI ports that are connected. */
    @AttributeDefinition(
            name = "Connect MIDI",
            description =
                    "Regular expressions; MIDI ports of others whose name fits one are connected"
                            + " with ours when they appear, for example system:midi_.*",
            required = false)
    String[] midi_connect() default {};

    /** How often to look for the server. */
    @AttributeDefinition(
            name = "Retry",
            description = "Seconds between two looks for a server that is not there, 1 to 3600.",
            min = "1",
            max = "3600",
            type = AttributeType.INTEGER,
            required = false)
    int retry() default 1;
}
