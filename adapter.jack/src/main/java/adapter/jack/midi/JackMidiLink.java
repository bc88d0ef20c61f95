package adapter.jack.midi;

import adapter.jack.lib.Cycle;
import adapter.jack.lib.CycleTask;
import adapter.jack.lib.JackClient;
import adapter.jack.lib.JackPort;
import adapter.jack.lib.MidiEvents;
import adapter.jack.lib.NativeMemory;
import adapter.jack.lib.PortKind;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.ByteLink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A MIDI input and a MIDI output of our client as a link of bytes. What is written in one cycle is
 * sent in the next, at the same distance from its start: so all messages are late by the same time,
 * one period. What comes is told to the reader on the process thread.
 */
public final class JackMidiLink implements ByteLink, AutoCloseable {
    private static final String INPUT_PORT = "midi_in";
    private static final String OUTPUT_PORT = "midi_out";
    private static final long MICROS = 1_000_000;

    private final JackClient client;
    private final int sampleRate;
    private final JackPort in;
    private final JackPort out;
    private final MidiEvents events = new MidiEvents();
    private final Receiver receiver = new Receiver();
    private final Sender sender = new Sender();
    private final MessageRing outgoing = new MessageRing();
    private final ByteRing incoming = new ByteRing();
    private final AtomicLong lost = new AtomicLong();
    private volatile @Nullable Runnable listener;
    private volatile boolean ended;

    // Guarded by assembler.
    private final MessageAssembler assembler = new MessageAssembler();

    /** Makes the ports. */
    public JackMidiLink(JackClient client) throws IOException {
        this.client = client;
        sampleRate = client.sampleRate();
        in = client.register(INPUT_PORT, PortKind.MIDI, JackClient.INPUT);
        out = client.register(OUTPUT_PORT, PortKind.MIDI, JackClient.OUTPUT);
        client.add(receiver);
        client.add(sender);
    }

    /** Full name of our input. */
    public String inputName() {
        return in.name();
    }

    /** Full name of our output. */
    public String outputName() {
        return out.name();
    }

    /** Messages that were lost because they were too long or the reader too slow. */
    public long lost() {
        synchronized (assembler) {
            return lost.get() + assembler.dropped();
        }
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public boolean isReadable() {
        return true;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        if (ended || client.isOver()) {
            throw client.farewell();
        }
        int before = bytes.position();
        long now = MidiEvents.now();
        synchronized (assembler) { // writers only; the process thread never takes it
            while (bytes.hasRemaining()) {
                int value = bytes.get(bytes.position()) & 0xFF;
                if (!outgoing.hasRoom(assembler.completes(value))) {
                    break;
                }
                bytes.position(bytes.position() + 1);
                if (assembler.accept(value)) {
                    outgoing.add(now, assembler.message(), assembler.size());
                }
            }
        }
        return bytes.position() - before;
    }

    @Override
    public int read(ByteBuffer buffer) {
        int count = incoming.remove(buffer);
        return count == 0 && buffer.hasRemaining() && ended ? -1 : count;
    }

    @Override
    public void onReadable(@Nullable Runnable newListener) {
        listener = newListener;
        if (newListener != null && !incoming.isEmpty()) {
            newListener.run();
        }
    }

    private final class Receiver implements CycleTask {
        @Override
        public boolean isInput() {
            return true;
        }

        @Override
        public void cycle(Cycle cycle) {
            long buffer = in.buffer(cycle.frames());
            int count = events.count(buffer);
            for (int i = 0; i < count; i++) {
                if (events.get(buffer, i)
                        && !incoming.add(NativeMemory.ALL, events.data(), events.size())) {
                    lost.incrementAndGet();
                }
            }
            Runnable told = listener;
            if (count > 0 && told != null) {
                told.run();
            }
        }
    }

    private final class Sender implements CycleTask {
        @Override
        public boolean isInput() {
            return false;
        }

        @Override
        public void cycle(Cycle cycle) {
            long buffer = out.buffer(cycle.frames());
            events.clear(buffer);
            boolean first = true;
            int earliest = 0;
            while (!outgoing.isEmpty() && outgoing.time() < cycle.startMicros()) {
                long since = outgoing.time() - cycle.previousStartMicros();
                int offset = Math.clamp(since * sampleRate / MICROS, earliest, cycle.frames() - 1);
                long room = events.reserve(buffer, offset, outgoing.length());
                if (room != 0) {
                    outgoing.copyTo(NativeMemory.ALL, room);
                } else if (first) {
                    lost.incrementAndGet(); // larger than a whole buffer of JACK
                } else {
                    return; // next cycle
                }
                outgoing.remove();
                earliest = offset;
                first = false;
            }
        }
    }

    @Override
    public String description() {
        return "JACK MIDI ports " + in.name() + ", " + out.name();
    }

    @Override
    public String toString() {
        return description();
    }

    /** Ends it: reading says so, writing fails. */
    @Override
    public void close() {
        ended = true;
        try {
            client.remove(receiver);
            client.remove(sender);
            client.unregister(List.of(in, out));
            events.close();
        } catch (IOException e) {
            // The process thread is stuck in the cycle: what it uses must stay.
        }
        Runnable told = listener;
        listener = null;
        if (told != null) {
            told.run(); // so that the reader finds the end
        }
    }
}
