package portcls.bench.wave;

import portcls.api.client.Buffer;
import portcls.api.client.WavePin;
import portcls.bench.House;
import portcls.bench.driver.NullDevice;
import portcls.bench.driver.NullWave;
import portcls.ports.time.HouseClock;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A stream through one of the ports to its null device: the same packets in each. */
final class NullStream implements AutoCloseable {
    /** Frames of 10 ms. */
    static final int PACKET_FRAMES = 480;

    /** Packets in a second. */
    static final int PER_SECOND = NullWave.FORMAT.samplesPerSecond() / PACKET_FRAMES;

    /** With fewer WaveCyclic, which works 40 ms ahead, would write silence behind each packet. */
    static final int PACKETS = 6;

    private final House house;
    private final NullDevice device;
    private final WavePin pin;
    private final MemorySegment sound =
            Arena.ofAuto()
                    .allocate((long) PACKET_FRAMES * NullWave.FORMAT.blockAlign(), Float.BYTES);

    /** Opens one; the clock closes with it. */
    NullStream(WaveKind kind, HouseClock clock) {
        device = kind.device(clock);
        house = new House(clock, kind.port, device);
        pin =
                house.filter()
                        .openRender(
                                NullWave.FORMAT,
                                Buffer.ofFrames(PACKET_FRAMES * PACKETS).packets(PACKETS));
        if (pin.packetFrames() != PACKET_FRAMES || pin.packets() != PACKETS) {
            throw new IllegalStateException(
                    "the ports are to have equal packets: packetFrames="
                            + pin.packetFrames()
                            + ", packets="
                            + pin.packets());
        }
    }

    WavePin pin() {
        return pin;
    }

    NullDevice device() {
        return device;
    }

    /** What a program does with a packet. */
    void fill(MemorySegment packet) {
        packet.copyFrom(sound);
        pin.commit();
    }

    /** Whether the device reads the frames where the program has put them. */
    boolean isDirect() {
        return device.memory().address() == pin.buffer().address();
    }

    @Override
    public void close() {
        pin.close();
        house.close();
    }
}
