package portcls.bench.alsa;

import portcls.api.PortClsException;
import portcls.api.client.Buffer;
import portcls.api.client.WavePin;
import portcls.api.ks.WaveFormat;
import portcls.bench.stack.Ends;
import portcls.bench.stack.Longs;
import portcls.bench.stack.TestTone;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** A wave pin over the whole of portcls: the port, the stock driver, the ALSA adapter. */
final class PortclsSpeaker implements Speaker {
    private static final int MOST_TIMES = 100_000;

    private final AlsaHouse house;
    private final WavePin pin;
    private final Longs wakes = new Longs(MOST_TIMES);
    private final Longs clicks = new Longs(MOST_TIMES);
    private final Thread program;
    private long frame;
    private volatile boolean over;

    PortclsSpeaker(int frames) throws IOException, InterruptedException {
        house = new AlsaHouse();
        pin =
                house.filter()
                        .openRender(
                                WaveFormat.pcm(TestTone.RATE, Short.SIZE, 2),
                                Buffer.ofFrames(frames).packets(PACKETS));
        for (int i = 0; i < pin.packets(); i++) {
            next(pin.awaitPacket());
        }
        program = Thread.ofPlatform().daemon().name("program").unstarted(this::program);
    }

    private void next(MemorySegment packet) {
        if (TestTone.fill(packet, frame)) {
            clicks.add(System.nanoTime());
        }
        frame += pin.packetFrames();
        pin.commit();
    }

    private void program() {
        try {
            while (!over) {
                MemorySegment packet = pin.awaitPacket();
                wakes.add(System.nanoTime());
                next(packet);
            }
        } catch (InterruptedException | PortClsException e) {
            if (!over) {
                System.err.println("the program broke: " + e);
            }
        }
    }

    @Override
    public void start() {
        pin.run();
        program.start();
    }

    @Override
    public Longs wakes() {
        return wakes;
    }

    @Override
    public Longs clicks() {
        return clicks;
    }

    @Override
    public long glitches() {
        return pin.glitches();
    }

    @Override
    public void close() throws IOException {
        over = true;
        program.interrupt();
        Ends.await(program);
        pin.close();
        house.close();
    }
}
