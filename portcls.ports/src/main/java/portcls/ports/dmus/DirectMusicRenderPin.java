package portcls.ports.dmus;

import portcls.api.IMasterClock;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.DirectMusicPin;
import portcls.api.client.EventPackage;
import portcls.api.client.Target;
import portcls.api.dmus.SynthProperty;
import portcls.ports.music.DirectMusicUnpacker;
import portcls.ports.music.KernelEvent;
import portcls.ports.music.PackageMaker;

import java.util.OptionalInt;

/** A stream of time-stamped music to a miniport. */
final class DirectMusicRenderPin extends RenderPin implements DirectMusicPin {
    private final IMasterClock master;

    private final OptionalInt synthesizer;

    /** Whether the synthesizer's driver may have a latency clock: it is asked until it has none. */
    private volatile boolean hasLatencyClock;

    DirectMusicRenderPin(Parts parts, OptionalInt synthesizer) {
        super(parts, new DirectMusicUnpacker(parts.pool()));
        this.synthesizer = synthesizer;
        hasLatencyClock = synthesizer.isPresent();
        master = parts.clock();
    }

    @Override
    public void send(long presentationTime100ns, EventPackage events) {
        requireSendable();
        if (events.size() == 0) {
            return;
        }
        KernelEvent event = PackageMaker.make(pool(), presentationTime100ns, events);
        while (event == null) {
            waitForEvents();
            event = PackageMaker.make(pool(), presentationTime100ns, events);
        }
        send(event);
    }

    @Override
    public OptionalInt synthesizer() {
        return synthesizer;
    }

    @Override
    public long latencyTime() {
        if (!hasLatencyClock) {
            return now();
        }
        try {
            Target node = Target.node(synthesizer.orElseThrow());
            long latency = get(SynthProperty.LATENCYCLOCK, node);
            // While the stream stands, it is that much ahead of where it stands.
            return clock().isRunning()
                    ? Math.max(now(), clock().ofMaster(latency))
                    : now() + Math.max(0, latency - master.getTime());
        } catch (PortClsException e) {
            if (e.status() != Status.NOT_FOUND && e.status() != Status.NOT_SUPPORTED) {
                throw e;
            }
            hasLatencyClock = false;
            return now();
        }
    }
}
