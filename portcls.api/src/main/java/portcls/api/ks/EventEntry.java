package portcls.api.ks;

import org.osgi.annotation.versioning.ProviderType;

/** A client's interest in an event, KSEVENT_ENTRY: opaque to drivers. */
@ProviderType
public interface EventEntry {}
