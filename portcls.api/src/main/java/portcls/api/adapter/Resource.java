package portcls.api.adapter;

import org.osgi.annotation.versioning.ConsumerType;

/** Something that a device grants to its driver: registers, an interrupt, memory, a byte link. */
@ConsumerType
public interface Resource {
    /** The documented kind. */
    ResourceType type();

    /** For people, for example {@code I/O 0x330-0x331}. */
    String description();
}
