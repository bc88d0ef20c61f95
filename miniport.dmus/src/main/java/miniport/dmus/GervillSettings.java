package miniport.dmus;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of the Java synthesizer; PID {@code miniport.dmus.gervill}. */
@ObjectClassDefinition(
        name = "Java synthesizer",
        description = "The synthesizer of the Java platform as device synth:gervill.")
public @interface GervillSettings {
    /** File with the instruments. */
    @AttributeDefinition(
            name = "Bank",
            description =
                    "SoundFont 2 or DLS file with the instruments. Empty = those of the Java"
                            + " platform.",
            required = false)
    String bank() default "";

    /** Where it is heard. */
    @AttributeDefinition(
            name = "Output",
            description =
                    "Device that plays the sound, for example virtual:speaker. Empty = the first"
                            + " that is there.",
            required = false)
    String output() default "";

    /** Notes at a time. */
    @AttributeDefinition(
            name = "Voices",
            description = "Notes at a time, of all programs together, 1 to 1024.",
            min = "1",
            max = "1024",
            type = AttributeType.INTEGER,
            required = false)
    int voices() default 64;

    /** Whether there is reverberation. */
    @AttributeDefinition(
            name = "Reverb",
            description = "Whether there is reverberation; how much, controller 91 says.",
            type = AttributeType.BOOLEAN,
            required = false)
    boolean reverb() default true;

    /** Whether there is a chorus effect. */
    @AttributeDefinition(
            name = "Chorus",
            description = "Whether there is a chorus effect; how much, controller 93 says.",
            type = AttributeType.BOOLEAN,
            required = false)
    boolean chorus() default true;

    /** Loudness. */
    @AttributeDefinition(
            name = "Gain",
            description = "Makes all of it louder or softer, −60 to 20 dB.",
            min = "-60",
            max = "20",
            type = AttributeType.DOUBLE,
            required = false)
    double gain() default 0;
}
