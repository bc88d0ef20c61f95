package portcls.itest;

import portcls.api.client.MidiMessages;
import portcls.api.client.MidiPin;
import portcls.api.time.ReferenceTime;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Some hundred notes with everything that a cable carries; the same each time. */
final class Song {
    private static final int NOTES = 300;
    private static final int LONG_SYSEX = 500;
    private static final long BEAT_100NS = ReferenceTime.millis(60);

    private final List<Message> messages = new ArrayList<>();
    private long time100ns;

    /** A message and its presentation time. */
    record Message(long time100ns, byte[] bytes) {}

    Song() {
        for (int channel = 0; channel < 4; channel++) {
            add(0xC0 | channel, channel * 10);
            add(0xB0 | channel, 7, 100);
        }
        add(0xF0, 0x7E, 0x7F, 0x09, 0x01, 0xF7);
        for (int i = 0; i < NOTES; i++) {
            time100ns += BEAT_100NS + i * 7;
            int channel = i % 4;
            int key = 40 + (i * 7) % 40;
            add(0x90 | channel, key, 30 + i % 90);
            add(0x90 | channel, key + 4, 30 + i % 90);
            if (i % 5 == 0) {
                add(0xF8);
                add(0xE0 | channel, i % 128, 64);
            }
            if (i % 11 == 0) {
                add(0xD0 | channel, i % 128);
                add(0xA0 | channel, key, i % 128);
            }
            if (i % 100 == 50) {
                addSystemExclusive(i);
            }
            time100ns += BEAT_100NS / 2;
            add(0x80 | channel, key, 64);
            add(0x90 | channel, key + 4, 0);
        }
    }

    /** The messages in the order of their times. */
    List<Message> messages() {
        return messages;
    }

    /** All bytes, one message after the other. */
    byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        messages.forEach(message -> all.writeBytes(message.bytes()));
        return all.toByteArray();
    }

    /** Presentation time of the last message. */
    long end100ns() {
        return time100ns;
    }

    /** Hands all of it to a pin: short messages as such, the others as bytes. */
    void sendTo(MidiPin pin) {
        for (Message message : messages) {
            byte[] bytes = message.bytes();
            if (bytes.length <= 3) {
                int data1 = bytes.length > 1 ? bytes[1] : 0;
                int data2 = bytes.length > 2 ? bytes[2] : 0;
                pin.send(message.time100ns(), MidiMessages.of(bytes[0], data1, data2));
            } else {
                pin.send(message.time100ns(), bytes, 0, bytes.length);
            }
        }
    }

    private void addSystemExclusive(int seed) {
        int[] bytes = new int[LONG_SYSEX];
        bytes[0] = 0xF0;
        for (int i = 1; i < LONG_SYSEX - 1; i++) {
            bytes[i] = (seed + i * 13) & 0x7F;
        }
        bytes[LONG_SYSEX - 1] = 0xF7;
        add(bytes);
    }

    private void add(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        messages.add(new Message(time100ns, bytes));
    }
}
