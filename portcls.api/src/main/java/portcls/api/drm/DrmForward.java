package portcls.api.drm;

import org.jspecify.annotations.Nullable;

import portcls.api.client.Pin;

/**
 * Where content is handed on to (DRMFORWARD); the pin is the device object and the file object of
 * the documents at once.
 *
 * @param pin an open pin of another filter
 * @param context the caller's own, for the log; null = none
 */
public record DrmForward(Pin pin, @Nullable Object context) {}
