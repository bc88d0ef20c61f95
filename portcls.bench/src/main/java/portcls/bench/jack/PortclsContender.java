package portcls.bench.jack;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import adapter.jack.lib.Cycle;
import adapter.jack.lib.CycleTask;
import adapter.jack.lib.JackClient;
import adapter.jack.wave.JackEngine;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.client.Buffer;
import portcls.api.client.WavePin;
import portcls.api.ks.WaveFormat;
import portcls.bench.stack.Ends;
import portcls.bench.stack.WaveHouse;
import portcls.ports.time.SystemClock;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * A program with two wave pins over the whole of portcls: the port, the stock driver, the JACK
 * adapter. What is measured goes from the first of the adapter's work in a cycle to its last.
 */
final class PortclsContender implements Contender {
    private static final int RATE = 48_000;

    private final SystemClock clock = new SystemClock();
    private final JackClient client;
    private final JackEngine engine;
    private final WaveHouse house;
    private final WavePin render;
    private final WavePin capture;
    private final Thread program;

    /** The next to be written; the program's own once that runs. */
    private long frame;

    private volatile boolean over;

    PortclsContender(CallLog log, int frames) throws IOException, InterruptedException {
        client =
                JackClient.open("", "bench-portcls", clock, () -> {})
                        .orElseThrow(() -> new IOException("there is no JACK server"));
        engine = new JackEngine(client, CHANNELS, true);
        client.activate();
        house = new WaveHouse(clock, engine);
        WaveFormat format = WaveFormat.float32(RATE, CHANNELS);
        Buffer buffer = Buffer.ofFrames(frames * PACKETS).packets(PACKETS);
        render = house.filter().openRender(format, buffer);
        capture = house.filter().openCapture(format, buffer);
        client.add(new Stamp(true, log::begin)); // before all that were there
        client.add(new Stamp(false, log::end)); // and after them
        for (int i = 0; i < render.packets(); i++) {
            playNext();
        }
        program = Thread.ofPlatform().daemon().name("program").unstarted(this::program);
        capture.run();
        render.run();
        program.start();
    }

    /** A task at one end of the cycle. */
    private record Stamp(boolean isInput, Runnable stamp) implements CycleTask {
        @Override
        public void cycle(Cycle cycle) {
            stamp.run();
        }
    }

    private void program() {
        float heard = 0;
        try {
            while (!over) {
                playNext();
                for (@Nullable MemorySegment next = capture.pollPacket();
                        next != null;
                        next = capture.pollPacket()) {
                    heard += sum(next);
                    capture.commit();
                }
            }
        } catch (InterruptedException | PortClsException e) {
            if (!over) {
                System.err.println("the program broke: " + e);
            }
        }
        if (heard != 0) {
            System.err.println("heard something: " + heard);
        }
    }

    private void playNext() throws InterruptedException {
        fill(render.awaitPacket(), frame);
        frame += render.packetFrames();
        render.commit();
    }

    private static void fill(MemorySegment packet, long frame) {
        long samples = packet.byteSize() / Float.BYTES;
        for (long i = 0; i < samples; i++) {
            packet.setAtIndex(JAVA_FLOAT_UNALIGNED, i, Sine.at(frame + i / CHANNELS));
        }
    }

    private static float sum(MemorySegment packet) {
        float sum = 0;
        for (long i = 0; i < packet.byteSize() / Float.BYTES; i++) {
            sum += packet.getAtIndex(JAVA_FLOAT_UNALIGNED, i);
        }
        return sum;
    }

    /** With what the server lost in xruns: the pin does not tell them apart. */
    @Override
    public long late() {
        if (!program.isAlive()) {
            throw new IllegalStateException("the program has ended; its errors say why");
        }
        return render.lostFrames() / render.packetFrames();
    }

    @Override
    public void close() {
        over = true;
        program.interrupt();
        Ends.await(program);
        render.close();
        capture.close();
        house.close();
        engine.close();
        client.close();
        clock.close();
    }
}
