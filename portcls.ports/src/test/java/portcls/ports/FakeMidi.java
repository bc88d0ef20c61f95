package portcls.ports;

import org.jspecify.annotations.Nullable;

import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.adapter.Adapter;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsState;
import portcls.api.midi.IMiniportMidi;
import portcls.api.midi.IMiniportMidiStream;
import portcls.api.midi.IPortMidi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;

/** A miniport that writes down what is asked of it. */
public class FakeMidi implements IMiniportMidi {
    /** Every call, in order. */
    public final List<String> calls = new CopyOnWriteArrayList<>();

    /** What was written, one entry a call: time in ms, then the bytes. */
    public final List<String> written = new CopyOnWriteArrayList<>();

    /** What read hands out next; an empty array ends a burst. */
    public final ConcurrentLinkedQueue<byte[]> wire = new ConcurrentLinkedQueue<>();

    /** How many of the offered bytes a write takes. */
    public ToIntFunction<ByteBuffer> takes = ByteBuffer::remaining;

    /** What each stream throws when it is told of this state. */
    public @Nullable KsState refused;

    public FilterDescriptor descriptor = FilterDescriptor.midi("Fake MIDI");
    public @Nullable IPortMidi port;
    public @Nullable IServiceGroup group;
    public @Nullable Adapter adapter;
    public @Nullable IResourceList resources;
    public @Nullable IOException initFailure;

    @Override
    public FilterDescriptor getDescription() {
        calls.add("getDescription");
        return descriptor;
    }

    @Override
    public void init(Adapter newAdapter, IResourceList newResources, IPortMidi newPort)
            throws IOException {
        calls.add("init");
        adapter = newAdapter;
        resources = newResources;
        port = newPort;
        if (initFailure != null) {
            throw initFailure;
        }
    }

    @Override
    public @Nullable IServiceGroup serviceGroup() {
        return group;
    }

    @Override
    public IMiniportMidiStream newStream(int pin, boolean capture, DataFormat format)
            throws IOException {
        calls.add("newStream " + pin + (capture ? " capture" : " render"));
        return new Stream(capture);
    }

    @Override
    public void service() {
        calls.add("service");
    }

    @Override
    public void close() throws IOException {
        calls.add("close");
    }

    /** The calls that begin with a word. */
    public List<String> calls(String word) {
        return calls.stream().filter(call -> call.startsWith(word)).toList();
    }

    /** Brings bytes and notifies. */
    public void arrive(byte[] bytes) {
        wire.add(bytes);
        java.util.Objects.requireNonNull(port).notify(null);
    }

    /** A stream that writes down what is asked of it. */
    private final class Stream implements IMiniportMidiStream {
        private final boolean capture;

        Stream(boolean capture) {
            this.capture = capture;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (capture) {
                return IMiniportMidiStream.super.write(bytes);
            }
            int count = takes.applyAsInt(bytes);
            byte[] taken = new byte[count];
            bytes.get(taken);
            long ms =
                    java.util.Objects.requireNonNull(port).system().masterClock().getTime()
                            / 10_000;
            written.add(ms + ": " + HexFormat.ofDelimiter(" ").formatHex(taken));
            return count;
        }

        @Override
        public int read(ByteBuffer buffer) throws IOException {
            if (!capture) {
                return IMiniportMidiStream.super.read(buffer);
            }
            byte[] next = wire.poll();
            calls.add("read");
            if (next == null) {
                return 0;
            }
            buffer.put(next);
            return next.length;
        }

        @Override
        public void setFormat(DataFormat format) {
            calls.add("setFormat " + format.subFormat());
        }

        @Override
        public void setState(KsState state) throws IOException {
            calls.add("setState " + state);
            if (state == refused) {
                throw new IOException("the fake refuses " + state);
            }
        }

        @Override
        public void close() {
            calls.add("closeStream");
        }
    }

    /** Several byte strings as one list, for comparisons. */
    public static List<String> list(String... entries) {
        return new ArrayList<>(List.of(entries));
    }
}
