package portcls.bench.wave;

import portcls.api.PortClass;
import portcls.api.time.MasterClock;
import portcls.bench.driver.NullCyclic;
import portcls.bench.driver.NullDevice;
import portcls.bench.driver.NullPci;
import portcls.bench.driver.NullWaveRt;

/** The wave ports, each with a device that does nothing. */
enum WaveKind {
    RT("WaveRT", PortClass.WAVERT),
    CYCLIC("WaveCyclic", PortClass.WAVECYCLIC),
    PCI("WavePci", PortClass.WAVEPCI);

    final String label;
    final PortClass port;

    WaveKind(String label, PortClass port) {
        this.label = label;
        this.port = port;
    }

    /** A device at the pace of that clock. */
    NullDevice device(MasterClock clock) {
        return switch (this) {
            case RT -> new NullWaveRt(clock);
            case CYCLIC -> new NullCyclic(clock);
            case PCI -> new NullPci(clock);
        };
    }
}
