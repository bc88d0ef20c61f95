package portcls.api;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql.Level;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.Resource;
import portcls.api.drm.DrmRights;
import portcls.api.drm.IDrmPort2;
import portcls.api.pnp.IPortClsPnp;
import portcls.api.power.IPortClsPower;
import portcls.api.time.MasterClock;

import java.util.List;
import java.util.Optional;

/**
 * The system service: the {@code Pc…} functions of the documents. An adapter driver that starts its
 * subdevices itself (see {@link portcls.api.adapter.StartDevice}) uses it in this order: {@link
 * #newPort}, its miniport or {@link #newMiniport}, {@link IPort#init}, {@link #registerSubdevice}.
 * A driver that just registers an {@code IMiniport} service does not need it: the binder walks the
 * same steps.
 *
 * <p>The functions of power, rebalance and content protection have the names of the interfaces by
 * which ports offer the same.
 */
@ProviderType
public interface PortCls extends IPortClsPower, IPortClsPnp, IDrmPort2 {
    /**
     * Makes a port ({@code nf-portcls-pcnewport}).
     *
     * @throws PortClsException NOT_SUPPORTED when this installation has no port of that class
     */
    @Irql(Level.PASSIVE)
    IPort newPort(PortClass portClass);

    /**
     * Makes one of the miniports that come with the system ({@code nf-portcls-pcnewminiport}), from
     * the bundle that offers it.
     *
     * @throws PortClsException NOT_FOUND when no running bundle offers it
     */
    @Irql(Level.PASSIVE)
    IMiniport newMiniport(MiniportClass miniportClass);

    /**
     * Makes the filter of an initialised port visible ({@code nf-portcls-pcregistersubdevice}).
     *
     * @param name short and unique on the device
     * @throws PortClsException OBJECT_NAME_COLLISION when the name is taken, INSUFFICIENT_RESOURCES
     *     beyond {@link Adapter#maximumSubdevices()}, INVALID_DEVICE_STATE when the port is not
     *     initialised
     */
    @Irql(Level.PASSIVE)
    void registerSubdevice(Adapter device, String name, IPort port);

    /**
     * Tells of a wire between two filters ({@code nf-portcls-pcregisterphysicalconnection}); data
     * flows from → to.
     */
    @Irql(Level.PASSIVE)
    void registerPhysicalConnection(Adapter device, IPort from, int fromPin, IPort to, int toPin);

    /**
     * Tells of a wire to something outside ({@code
     * nf-portcls-pcregisterphysicalconnectiontoexternal}).
     */
    @Irql(Level.PASSIVE)
    void registerPhysicalConnectionToExternal(
            Adapter device, IPort from, int fromPin, String to, int toPin);

    /**
     * Tells of a wire from something outside ({@code
     * nf-portcls-pcregisterphysicalconnectionfromexternal}).
     */
    @Irql(Level.PASSIVE)
    void registerPhysicalConnectionFromExternal(
            Adapter device, String from, int fromPin, IPort to, int toPin);

    /**
     * Makes a service group on the dispatch thread of a device ({@code
     * nf-portcls-pcnewservicegroup}).
     */
    @Irql(Level.PASSIVE)
    IServiceGroup newServiceGroup(Adapter device);

    /**
     * Makes an interrupt sync for an interrupt of a list ({@code nf-portcls-pcnewinterruptsync}).
     *
     * @param index 0 … number of interrupts − 1
     * @throws PortClsException INVALID_PARAMETER when the list has no such interrupt
     */
    @Irql(Level.PASSIVE)
    IInterruptSync newInterruptSync(IResourceList resources, int index, IInterruptSync.Mode mode);

    /** Makes a list of resources ({@code nf-portcls-pcnewresourcelist}). */
    @Irql(Level.PASSIVE)
    IResourceList newResourceList(List<? extends Resource> resources);

    /**
     * Makes an empty list for a subdevice ({@code nf-portcls-pcnewresourcesublist}); fill it with
     * {@link IResourceList#addEntryFromParent}.
     *
     * @param maximumEntries how many it can hold
     */
    @Irql(Level.PASSIVE)
    IResourceList newResourceSublist(IResourceList parent, int maximumEntries);

    /**
     * Opens a registry key ({@code nf-portcls-pcnewregistrykey}).
     *
     * @param device needed for all but {@link RegistryKeyType#GENERAL}, where it is ignored
     * @param name key name for the general type
     * @throws PortClsException INVALID_PARAMETER for {@link RegistryKeyType#DEVICE_INTERFACE},
     *     which only ports can open
     */
    @Irql(Level.PASSIVE)
    IRegistryKey newRegistryKey(
            RegistryKeyType type, Optional<Adapter> device, Optional<String> name);

    /** What is known of a device ({@code nf-portcls-pcgetdeviceproperty}). */
    @Irql(Level.PASSIVE)
    Optional<String> getDeviceProperty(Adapter device, DeviceProperty property);

    /**
     * Time since another time ({@code nf-portcls-pcgettimeinterval}), 100 ns.
     *
     * @param since100ns an earlier result of {@code getTimeInterval(0)}; 0 = since 1 January 1601
     */
    @Irql(Level.ANY)
    long getTimeInterval(long since100ns);

    /**
     * Calls a routine about once per second on the dispatch thread of a device ({@code
     * nf-portcls-pcregisteriotimeout}).
     *
     * @throws PortClsException UNSUCCESSFUL when this routine is registered for this device already
     */
    @Irql(Level.PASSIVE)
    void registerIoTimeout(Adapter device, Runnable routine);

    /**
     * Ends it ({@code nf-portcls-pcunregisteriotimeout}).
     *
     * @throws PortClsException NOT_FOUND when it is not registered
     */
    @Irql(Level.PASSIVE)
    void unregisterIoTimeout(Adapter device, Runnable routine);

    /**
     * Brings a device to a power state ({@code nf-portcls-pcrequestnewpowerstate}): for hardware
     * that wants an order of its own. Returns when it is reached.
     *
     * @throws PortClsException INVALID_DEVICE_STATE for a shallower one while the machine sleeps
     */
    @Irql(Level.PASSIVE)
    void requestNewPowerState(Adapter device, DevicePowerState requestedNewState);

    /**
     * Makes an id for sound of one origin. Windows' own protection system does this; here whoever
     * plays the sound does, and then sets {@link portcls.api.drm.DrmAudioStreamProperty#CONTENTID}
     * on its pins.
     */
    @Irql(Level.PASSIVE)
    int createContent(DrmRights rights);

    /** The master clock of the house. */
    @Irql(Level.ANY)
    MasterClock masterClock();
}
