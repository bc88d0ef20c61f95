package portcls.bench.jack;

import org.jaudiolibs.jnajack.Jack;
import org.jaudiolibs.jnajack.JackClient;
import org.jaudiolibs.jnajack.JackException;
import org.jaudiolibs.jnajack.JackOptions;
import org.jaudiolibs.jnajack.JackPort;
import org.jaudiolibs.jnajack.JackPortFlags;
import org.jaudiolibs.jnajack.JackPortType;
import org.jaudiolibs.jnajack.JackStatus;

import portcls.bench.stack.Ends;

import java.nio.FloatBuffer;
import java.util.EnumSet;
import java.util.concurrent.locks.LockSupport;

/**
 * A client over JNAJack: its callback moves packets between cyclic buffers, one for each channel,
 * and a program thread fills and empties them.
 */
final class JnaJackContender implements Contender {
    private final CallLog log;
    private final int frames;
    private final int size;
    private final float[][] render;
    private final float[][] capture;
    private final float[] silence;
    private final JackPort[] outputs = new JackPort[CHANNELS];
    private final JackPort[] inputs = new JackPort[CHANNELS];
    private final JackClient client;
    private final Thread program;

    // Frames since the start; each is written by one thread.
    private volatile long played;
    private volatile long written;
    private volatile long recorded;
    private volatile long late;
    private volatile boolean over;

    JnaJackContender(CallLog log, int frames) throws JackException {
        this.log = log;
        this.frames = frames;
        size = frames * PACKETS;
        render = new float[CHANNELS][size];
        capture = new float[CHANNELS][size];
        silence = new float[frames];
        Jack jack = Jack.getInstance();
        client =
                jack.openClient(
                        "bench-jnajack",
                        EnumSet.of(JackOptions.JackNoStartServer),
                        EnumSet.noneOf(JackStatus.class));
        for (int c = 0; c < CHANNELS; c++) {
            outputs[c] = port("out" + (c + 1), JackPortFlags.JackPortIsOutput);
            inputs[c] = port("in" + (c + 1), JackPortFlags.JackPortIsInput);
        }
        program = new Thread(this::program, "program");
        program.setDaemon(true);
        program.start();
        client.setProcessCallback(this::process);
        client.activate();
        connect(jack);
    }

    private JackPort port(String name, JackPortFlags direction) throws JackException {
        return client.registerPort(name, JackPortType.AUDIO, direction);
    }

    private void connect(Jack jack) throws JackException {
        String[] sinks = physical(jack, JackPortFlags.JackPortIsInput);
        String[] sources = physical(jack, JackPortFlags.JackPortIsOutput);
        for (int c = 0; c < CHANNELS; c++) {
            jack.connect(client, outputs[c].getName(), sinks[c]);
            jack.connect(client, sources[c], inputs[c].getName());
        }
    }

    private String[] physical(Jack jack, JackPortFlags direction) throws JackException {
        return jack.getPorts(
                client,
                "",
                JackPortType.AUDIO,
                EnumSet.of(direction, JackPortFlags.JackPortIsPhysical));
    }

    private boolean process(JackClient unused, int count) {
        log.begin();
        long to = recorded;
        int in = (int) (to % size);
        for (int c = 0; c < CHANNELS; c++) {
            inputs[c].getFloatBuffer().get(capture[c], in, count);
        }
        recorded = to + count;
        long from = played;
        boolean there = written - from >= count;
        for (int c = 0; c < CHANNELS; c++) {
            FloatBuffer out = outputs[c].getFloatBuffer();
            if (there) {
                out.put(render[c], (int) (from % size), count);
            } else {
                out.put(silence, 0, count);
            }
        }
        long missed = late;
        late = there ? missed : missed + 1;
        played = from + count;
        LockSupport.unpark(program);
        log.end();
        return true;
    }

    private void program() {
        long fetched = 0;
        float heard = 0;
        while (!over) {
            for (long next = Math.max(written, played);
                    next + frames <= played + size;
                    next += frames) {
                fill(next);
                written = next + frames;
            }
            for (; fetched + frames <= recorded; fetched += frames) {
                int at = (int) (fetched % size);
                for (float[] channel : capture) {
                    for (int i = 0; i < frames; i++) {
                        heard += channel[at + i];
                    }
                }
            }
            LockSupport.park(this);
        }
        if (heard != 0) {
            System.err.println("heard something: " + heard);
        }
    }

    private void fill(long frame) {
        int at = (int) (frame % size);
        for (int i = 0; i < frames; i++) {
            float value = Sine.at(frame + i);
            for (float[] channel : render) {
                channel[at + i] = value;
            }
        }
    }

    @Override
    public long late() {
        return late;
    }

    @Override
    public void close() {
        client.close();
        over = true;
        LockSupport.unpark(program);
        Ends.await(program);
    }
}
