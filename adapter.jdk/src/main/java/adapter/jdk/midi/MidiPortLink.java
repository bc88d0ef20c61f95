package adapter.jdk.midi;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.ByteLink;

import java.io.IOException;
import java.nio.ByteBuffer;

import javax.sound.midi.MidiDevice;

/** The bytes that go to and come from a MIDI port of the Java platform. */
final class MidiPortLink implements ByteLink, AutoCloseable {
    private final String name;
    private final @Nullable MidiSender output;
    private final @Nullable MidiListener input;
    private final ReceivedBytes received = new ReceivedBytes(this::tell);
    private volatile @Nullable Runnable listener;
    private volatile boolean closed;

    MidiPortLink(MidiPorts ports) {
        name = ports.name();
        MidiDevice in = ports.in();
        MidiDevice out = ports.out();
        input = in == null ? null : new MidiListener(name, in, received);
        output = out == null ? null : new MidiSender(name, out);
        if (output != null) {
            output.start();
        }
    }

    /** False when the port has got or lost a direction. */
    boolean refresh(MidiPorts ports) {
        MidiDevice in = ports.in();
        MidiDevice out = ports.out();
        if ((in == null) != (input == null) || (out == null) != (output == null)) {
            return false;
        }
        if (input != null && in != null) {
            input.refresh(in);
        }
        if (output != null && out != null) {
            output.refresh(out);
        }
        return true;
    }

    @Override
    public boolean isWritable() {
        return output != null;
    }

    @Override
    public boolean isReadable() {
        return input != null;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        if (output == null) {
            throw new IOException(name + " is an input; it takes no MIDI");
        }
        return output.write(bytes);
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        int count = received.read(buffer);
        if (count > 0) {
            return count;
        }
        if (closed) {
            return -1;
        }
        if (input != null) {
            input.check();
        }
        return 0;
    }

    @Override
    public void onReadable(@Nullable Runnable newListener) {
        listener = newListener;
        if (input != null && !closed) {
            input.listen(newListener != null);
        }
        if (!received.isEmpty()) {
            tell();
        }
    }

    @Override
    public String description() {
        long lost = received.lost();
        return "MIDI port " + name + (lost == 0 ? "" : ", messages lost=" + lost);
    }

    @Override
    public String toString() {
        return description();
    }

    /** Ends it: reading says so, writing fails. */
    @Override
    public void close() {
        closed = true;
        if (output != null) {
            output.close();
        }
        if (input != null) {
            input.listen(false);
        }
        tell();
        listener = null;
    }

    private void tell() {
        Runnable told = listener;
        if (told != null) {
            told.run();
        }
    }
}
