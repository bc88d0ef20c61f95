package adapter.alsa.card;

import adapter.alsa.lib.AlsaException;
import adapter.alsa.lib.CardCalls;
import adapter.alsa.lib.Memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The cards that the kernel has. One thread at a time. */
public final class KernelCards implements CardScan {
    /** Where the kernel shows its sound devices. */
    public static final Path NODES = Path.of("/dev/snd");

    private static final int PLAYBACK = 0;
    private static final int CAPTURE = 1;

    @Override
    public List<Found> scan() throws AlsaException {
        List<Found> found = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment number = arena.allocateFrom(ValueLayout.JAVA_INT, -1);
            while (true) {
                int error = CardCalls.NEXT_CARD.i(number.address());
                if (error < 0) {
                    throw AlsaException.of("the sound cards cannot be listed", error);
                }
                int card = number.get(ValueLayout.JAVA_INT, 0);
                if (card < 0) {
                    return found;
                }
                scan(card, arena, found);
            }
        }
    }

    private static void scan(int number, Arena arena, List<Found> found) {
        MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
        long name = arena.allocateFrom("hw:" + number).address();
        if (CardCalls.OPEN.i(out.address(), name, 0) < 0) {
            return; // it went since it was listed
        }
        long control = out.get(ValueLayout.JAVA_LONG, 0);
        try {
            long info = arena.allocate(CardCalls.CARD_INFO_SIZE.l(), Long.BYTES).address();
            if (CardCalls.CARD_INFO.i(control, info) < 0) {
                return;
            }
            Card card =
                    new Card(
                            number,
                            control,
                            Memory.string(CardCalls.CARD_ID.l(info)),
                            Memory.string(CardCalls.CARD_NAME.l(info)),
                            Memory.string(CardCalls.CARD_DRIVER.l(info)));
            pcms(card, arena, found);
            midis(card, arena, found);
        } finally {
            CardCalls.CLOSE.i(control);
        }
    }

    private record Card(int number, long control, String id, String name, String driver) {
        String deviceName(String device) {
            return device.isBlank() || name.equals(device) ? name : name + ", " + device;
        }
    }

    private static void pcms(Card card, Arena arena, List<Found> found) {
        long info = arena.allocate(CardCalls.PCM_INFO_SIZE.l(), Long.BYTES).address();
        MemorySegment device = arena.allocateFrom(ValueLayout.JAVA_INT, -1);
        while (CardCalls.NEXT_PCM.i(card.control, device.address()) >= 0
                && device.get(ValueLayout.JAVA_INT, 0) >= 0) {
            int number = device.get(ValueLayout.JAVA_INT, 0);
            int playback = pcmStreams(card, info, number, PLAYBACK);
            String name = playback > 0 ? Memory.string(CardCalls.PCM_NAME.l(info)) : "";
            int capture = pcmStreams(card, info, number, CAPTURE);
            if (name.isEmpty() && capture > 0) {
                name = Memory.string(CardCalls.PCM_NAME.l(info));
            }
            if (playback + capture > 0) {
                found.add(
                        new Found.Pcm(
                                card.id,
                                number,
                                card.deviceName(name),
                                card.driver,
                                playback,
                                capture));
            }
        }
    }

    private static int pcmStreams(Card card, long info, int device, int stream) {
        CardCalls.PCM_SET_DEVICE.v(info, device);
        CardCalls.PCM_SET_STREAM.v(info, stream);
        return CardCalls.PCM_INFO.i(card.control, info) < 0
                ? 0
                : Math.max(0, CardCalls.PCM_STREAMS.i(info));
    }

    private static void midis(Card card, Arena arena, List<Found> found) {
        long info = arena.allocate(CardCalls.MIDI_INFO_SIZE.l(), Long.BYTES).address();
        MemorySegment device = arena.allocateFrom(ValueLayout.JAVA_INT, -1);
        while (CardCalls.NEXT_MIDI.i(card.control, device.address()) >= 0
                && device.get(ValueLayout.JAVA_INT, 0) >= 0) {
            int number = device.get(ValueLayout.JAVA_INT, 0);
            boolean writable = hasMidi(card, info, number, PLAYBACK);
            String name = writable ? Memory.string(CardCalls.MIDI_NAME.l(info)) : "";
            boolean readable = hasMidi(card, info, number, CAPTURE);
            if (name.isEmpty() && readable) {
                name = Memory.string(CardCalls.MIDI_NAME.l(info));
            }
            if (readable || writable) {
                found.add(
                        new Found.Midi(
                                card.id,
                                number,
                                card.deviceName(name),
                                card.driver,
                                NODES.resolve("midiC" + card.number + "D" + number),
                                readable,
                                writable));
            }
        }
    }

    private static boolean hasMidi(Card card, long info, int device, int stream) {
        CardCalls.MIDI_SET_DEVICE.v(info, device);
        CardCalls.MIDI_SET_STREAM.v(info, stream);
        return CardCalls.MIDI_INFO.i(card.control, info) >= 0;
    }
}
