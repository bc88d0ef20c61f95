/** Content protection: ids, their rights, and how they reach the streams. */
@org.jspecify.annotations.NullMarked
package portcls.ports.drm;
