package portcls.ports.drm;

import portcls.api.drm.DrmContent;

/** A stream of the port's that knows what content it carries, whoever its driver is. */
@FunctionalInterface
public interface ContentBearer {
    /** Its driver keeps to the rights of that content. On the worker. */
    void bears(DrmContent content);
}
