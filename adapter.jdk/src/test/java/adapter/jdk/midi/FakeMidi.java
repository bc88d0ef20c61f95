package adapter.jdk.midi;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.Transmitter;

/** A MIDI port of the platform: an input, or an output whose messages come out of an input. */
public final class FakeMidi implements MidiDevice {
    /** What was sent, as bytes, each message as Java Sound had it. */
    final List<String> sent = new CopyOnWriteArrayList<>();

    /** Whether another program holds it. */
    volatile boolean busy;

    volatile int opens;
    volatile int closes;

    private final Info info;
    private final boolean input;
    private final List<FakeMidi> cable = new ArrayList<>();
    private volatile Receiver listener;
    private volatile boolean open;

    private static final class FakeInfo extends Info {
        FakeInfo(String name) {
            super(name, "maker", "a port", "1");
        }
    }

    private FakeMidi(String name, boolean input) {
        info = new FakeInfo(name);
        this.input = input;
    }

    public static FakeMidi input(String name) {
        return new FakeMidi(name, true);
    }

    public static FakeMidi output(String name, FakeMidi... inputs) {
        FakeMidi output = new FakeMidi(name, false);
        output.cable.addAll(List.of(inputs));
        return output;
    }

    /** Something comes in. */
    void receive(MidiMessage message) {
        Receiver to = listener;
        if (open && to != null) {
            to.send(message, -1);
        }
    }

    static String hex(byte[] bytes, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(String.format("%02x", bytes[i] & 0xFF));
        }
        return text.toString();
    }

    @Override
    public Info getDeviceInfo() {
        return info;
    }

    @Override
    public void open() throws MidiUnavailableException {
        if (busy) {
            throw new MidiUnavailableException("held by another");
        }
        open = true;
        opens++;
    }

    @Override
    public void close() {
        if (open) {
            closes++;
        }
        open = false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public int getMaxReceivers() {
        return input ? 0 : -1;
    }

    @Override
    public int getMaxTransmitters() {
        return input ? -1 : 0;
    }

    @Override
    public Receiver getReceiver() {
        return new Receiver() {
            @Override
            public void send(MidiMessage message, long timeStamp) {
                cable.forEach(other -> other.receive(message));
                sent.add(hex(message.getMessage(), message.getLength()));
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Transmitter getTransmitter() {
        return new Transmitter() {
            @Override
            public void setReceiver(Receiver receiver) {
                listener = receiver;
            }

            @Override
            public Receiver getReceiver() {
                return listener;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public long getMicrosecondPosition() {
        return -1;
    }

    @Override
    public List<Receiver> getReceivers() {
        return List.of();
    }

    @Override
    public List<Transmitter> getTransmitters() {
        return List.of();
    }
}
