package portcls.song.play;

import portcls.api.client.MidiMessages;
import portcls.api.client.MidiPin;
import portcls.song.Song;

import java.util.Arrays;

/**
 * What a device must know before a song goes on in its middle: no note sounds, and each channel has
 * the programme, controllers, pressure and bend that it had.
 */
final class Chase {
    private static final int CHANNELS = 16;
    private static final int CONTROLLERS = 120;
    private static final int UNKNOWN = -1;

    private static final int DATA_ENTRY = 6;
    private static final int SUSTAIN = 64;
    private static final int NRPN_LSB = 98;
    private static final int NRPN_MSB = 99;
    private static final int RPN_LSB = 100;
    private static final int RPN_MSB = 101;
    private static final int NO_PARAMETER = 127;
    private static final int RESET_CONTROLLERS = 121;

    private final int[][] controllers = new int[CHANNELS][CONTROLLERS];
    private final int[] programs = unknown();
    private final int[] pressures = unknown();
    private final int[] bends = unknown();
    private final int[] bendRanges = unknown();

    /** Follows a song up to a message, without it. */
    Chase(Song song, int end) {
        for (int[] channel : controllers) {
            Arrays.fill(channel, UNKNOWN);
        }
        for (int i = 0; i < end; i++) {
            int at = song.offset(i);
            byte[] data = song.data();
            int status = data[at] & 0xFF;
            if (MidiMessages.length(status) == song.length(i) && song.length(i) > 1) {
                follow(status, data[at + 1], song.length(i) == 3 ? data[at + 2] : 0);
            }
        }
    }

    /**
     * Tells a device.
     *
     * @param time presentation time of all that it is told, 100 ns
     * @param used whether the device may have controllers of another place of the song
     */
    void send(MidiPin pin, long time, boolean used) {
        silence(pin, time);
        for (int channel = 0; channel < CHANNELS; channel++) {
            if (used) {
                pin.send(time, MidiMessages.controlChange(channel, RESET_CONTROLLERS, 0));
            }
            tell(pin, time, channel);
        }
    }

    /** Ends all notes. */
    static void silence(MidiPin pin, long time) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            pin.send(time, MidiMessages.controlChange(channel, SUSTAIN, 0));
            pin.send(time, MidiMessages.allNotesOff(channel));
        }
    }

    private void follow(int status, int data1, int data2) {
        int channel = status & 0x0F;
        switch (status & 0xF0) {
            case 0xB0 -> controller(channel, data1, data2);
            case 0xC0 -> programs[channel] = data1;
            case 0xD0 -> pressures[channel] = data1;
            case 0xE0 -> bends[channel] = MidiMessages.of(status, data1, data2);
            default -> {
                // Notes are over; system messages have had their effect.
            }
        }
    }

    private void controller(int channel, int controller, int value) {
        int[] known = controllers[channel];
        if (controller == RESET_CONTROLLERS) {
            Arrays.fill(known, UNKNOWN);
            pressures[channel] = UNKNOWN;
            bends[channel] = UNKNOWN;
        } else if (controller == DATA_ENTRY) {
            if (known[RPN_MSB] == 0 && known[RPN_LSB] == 0) {
                bendRanges[channel] = value;
            }
        } else if (controller < CONTROLLERS) {
            known[controller] = value;
            if (controller == NRPN_MSB || controller == NRPN_LSB) {
                known[RPN_MSB] = NO_PARAMETER;
            }
        }
    }

    private void tell(MidiPin pin, long time, int channel) {
        if (bendRanges[channel] != UNKNOWN) {
            pin.send(time, MidiMessages.controlChange(channel, RPN_MSB, 0));
            pin.send(time, MidiMessages.controlChange(channel, RPN_LSB, 0));
            pin.send(time, MidiMessages.controlChange(channel, DATA_ENTRY, bendRanges[channel]));
        }
        for (int controller = 0; controller < CONTROLLERS; controller++) {
            if (controllers[channel][controller] != UNKNOWN) {
                pin.send(
                        time,
                        MidiMessages.controlChange(
                                channel, controller, controllers[channel][controller]));
            }
        }
        if (programs[channel] != UNKNOWN) {
            pin.send(time, MidiMessages.programChange(channel, programs[channel]));
        }
        if (pressures[channel] != UNKNOWN) {
            pin.send(time, MidiMessages.of(0xD0 | channel, pressures[channel], 0));
        }
        if (bends[channel] != UNKNOWN) {
            pin.send(time, bends[channel]);
        }
    }

    private static int[] unknown() {
        int[] values = new int[CHANNELS];
        Arrays.fill(values, UNKNOWN);
        return values;
    }
}
