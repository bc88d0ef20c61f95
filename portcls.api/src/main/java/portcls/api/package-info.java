/**
 * The driver interface: what a port driver offers to a miniport driver and what it asks of it.
 *
 * <p>The names that begin with {@code I} are those of the Windows documentation, so that whoever
 * knows PortCls is at home; everything else is a plain noun. A miniport implements one {@code
 * IMiniport…} interface and is registered as a service; a port finds it, binds it and offers the
 * pair as a {@link portcls.api.client.Filter}.
 *
 * <h2>Threads</h2>
 *
 * Two kinds of thread call a driver; {@link portcls.api.Irql} on each method says which.
 *
 * <ul>
 *   <li>{@link portcls.api.Irql.Level#PASSIVE}: one worker of the device. Calls come one at a time
 *       and may block.
 *   <li>{@link portcls.api.Irql.Level#DISPATCH}: the device's dispatch thread. Calls come one at a
 *       time, and must not block, lock or allocate.
 * </ul>
 *
 * The two may run at the same moment. {@link portcls.api.IMiniport#close()} is always called, even
 * when {@code init} or a stream failed, and no call comes after it.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
@org.jspecify.annotations.NullMarked
package portcls.api;
