package adapter.jdk.midi;

import adapter.jdk.platform.PlatformLoader;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.Transmitter;

/**
 * Keeps an input open while somebody listens, for on some systems that takes it away from other
 * programs. One that cannot be opened is tried again with each look for devices. Any thread; may
 * block while it opens and closes.
 */
final class MidiListener {
    private static final Logger LOG = System.getLogger(MidiListener.class.getName());

    private final String name;
    private final Receiver receiver;

    // Guarded by this.
    private MidiDevice device;
    private @Nullable MidiDevice opened;
    private boolean wanted;

    private volatile @Nullable IOException broken;

    MidiListener(String name, MidiDevice device, Receiver receiver) {
        this.name = name;
        this.device = device;
        this.receiver = receiver;
    }

    /** Opens the input, or closes it. */
    synchronized void listen(boolean on) {
        wanted = on;
        broken = null;
        bringAbout();
    }

    /** What stands for the input now. */
    synchronized void refresh(MidiDevice newDevice) {
        device = newDevice;
        bringAbout();
    }

    /** Throws when the input should be open and is not. */
    void check() throws IOException {
        IOException why = broken;
        if (why != null) {
            throw new IOException(why.getMessage(), why);
        }
    }

    private void bringAbout() {
        if (opened != null && (!wanted || opened != device)) {
            shut(opened);
            opened = null;
        }
        if (wanted && opened == null) {
            try {
                PlatformLoader.call(this::open);
                opened = device;
                broken = null;
            } catch (MidiUnavailableException | RuntimeException e) {
                shut(device);
                if (broken == null) {
                    LOG.log(Level.WARNING, "{0} gives no MIDI: {1}", name, e.toString());
                }
                broken =
                        new IOException(
                                name
                                        + " gives no MIDI: another program may hold it; it is tried"
                                        + " again with the next look for devices: "
                                        + e.getMessage(),
                                e);
            }
        }
    }

    private Transmitter open() throws MidiUnavailableException {
        device.open();
        Transmitter transmitter = device.getTransmitter();
        transmitter.setReceiver(receiver);
        return transmitter;
    }

    private void shut(MidiDevice old) {
        try {
            old.close();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, name, e);
        }
    }
}
