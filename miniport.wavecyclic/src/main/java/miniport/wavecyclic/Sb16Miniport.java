package miniport.wavecyclic;

import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

import portcls.api.adapter.Miniport;
import portcls.api.wavecyclic.IMiniportWaveCyclic;
import portcls.sb16.Sb16Wave;

/** {@link Sb16Wave} as a driver that bids for each Sound Blaster 16. */
@Component(service = IMiniportWaveCyclic.class, scope = ServiceScope.PROTOTYPE)
@Miniport(device = "sb16")
@Capability(
        namespace = "portcls.miniport",
        attribute = {"kind=wavecyclic", "device:List<String>=sb16"})
public final class Sb16Miniport extends Sb16Wave {}
