package portcls.bench.alsa;

import adapter.alsa.lib.Alsa;
import adapter.alsa.pcm.PcmEngine;
import adapter.alsa.pcm.PcmSource;

import portcls.api.client.Filter;
import portcls.bench.stack.WaveHouse;
import portcls.ports.time.SystemClock;

import java.io.Closeable;
import java.io.IOException;

/** The whole of portcls over the PCM that leads to the {@link PulseServer}, without a framework. */
public final class AlsaHouse implements Closeable {
    private final SystemClock clock = new SystemClock();
    private final Alsa alsa = new Alsa();
    private final PcmEngine engine;
    private final WaveHouse house;

    /** Asks the PCM what it can do and binds the driver. */
    public AlsaHouse() throws IOException {
        if (!alsa.isThere()) {
            throw new IOException("libasound cannot be used; install the package libasound2");
        }
        engine =
                PcmEngine.probe(
                        PcmSource.of(PulseServer.PCM, "bench", 1, 0),
                        clock,
                        why -> System.err.println("the PCM does not work: " + why));
        house = new WaveHouse(clock, engine);
    }

    /** What programs open. */
    public Filter filter() {
        return house.filter();
    }

    @Override
    public void close() throws IOException {
        house.close();
        engine.close();
        alsa.close();
        clock.close();
    }
}
