package portcls.shell.monitor;

import java.util.HexFormat;

/**
 * Says in plain words what a MIDI message means. Channels count from 1, as on the devices; middle C
 * is C4.
 */
final class MidiWords {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();
    private static final int MOST_BYTES = 16;
    private static final int NOTES = 12;
    private static final int CENTER = 8192;
    private static final String[] NOTE_NAMES = {
        "C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"
    };

    private MidiWords() {}

    /** Its bytes in hexadecimal; long ones are shortened. */
    static String bytes(byte[] data, int length) {
        return length <= MOST_BYTES
                ? HEX.formatHex(data, 0, length)
                : HEX.formatHex(data, 0, MOST_BYTES - 1)
                        + " … "
                        + HEX.formatHex(data, length - 1, length);
    }

    /** What it means. */
    static String words(byte[] data, int length) {
        if (length == 0) {
            return "nothing";
        }
        int status = data[0] & 0xFF;
        int data1 = length > 1 ? data[1] & 0x7F : 0;
        int data2 = length > 2 ? data[2] & 0x7F : 0;
        String channel = "channel " + ((status & 0x0F) + 1) + "  ";
        return switch (status & 0xF0) {
            case 0x80 -> channel + "note off " + note(data1);
            case 0x90 ->
                    channel
                            + (data2 == 0 ? "note off " : "note on ")
                            + note(data1)
                            + velocity(data2);
            case 0xA0 -> channel + "pressure on " + note(data1) + ", " + data2;
            case 0xB0 -> channel + controller(data1, data2);
            case 0xC0 -> channel + "programme " + (data1 + 1);
            case 0xD0 -> channel + "pressure " + data1;
            case 0xE0 -> channel + "pitch bend " + ((data1 | data2 << 7) - CENTER);
            case 0xF0 -> system(status, data, length, data1, data2);
            default -> "stray data";
        };
    }

    private static String system(int status, byte[] data, int length, int data1, int data2) {
        return switch (status) {
            case 0xF0 -> exclusive(data, length);
            case 0xF1 -> "time code quarter frame " + data1;
            case 0xF2 -> "song position " + (data1 | data2 << 7);
            case 0xF3 -> "song select " + (data1 + 1);
            case 0xF6 -> "tune request";
            case 0xF7 -> "rest of a system exclusive, " + length + " bytes";
            case 0xF8 -> "clock";
            case 0xFA -> "start";
            case 0xFB -> "continue";
            case 0xFC -> "stop";
            case 0xFE -> "active sensing";
            case 0xFF -> "reset";
            default -> "undefined status";
        };
    }

    private static String exclusive(byte[] data, int length) {
        String what = "system exclusive, " + length + " bytes";
        if (length > 5 && data[1] == 0x7E && data[3] == 0x09) {
            return what
                    + switch (data[4]) {
                        case 1 -> ": General MIDI on";
                        case 2 -> ": General MIDI off";
                        case 3 -> ": General MIDI 2 on";
                        default -> "";
                    };
        }
        if (length > 5 && data[1] == 0x7E && data[3] == 0x06) {
            return what + (data[4] == 1 ? ": who are you?" : data[4] == 2 ? ": identity" : "");
        }
        if (length > 6 && data[1] == 0x7F && data[3] == 0x04 && data[4] == 0x01) {
            return what + ": master volume " + ((data[5] & 0x7F) | (data[6] & 0x7F) << 7);
        }
        return what;
    }

    private static String controller(int controller, int value) {
        return switch (controller) {
            case 120 -> "all sound off";
            case 121 -> "reset all controllers";
            case 122 -> "local control " + (value < 64 ? "off" : "on");
            case 123 -> "all notes off";
            case 124 -> "omni off";
            case 125 -> "omni on";
            case 126 -> "mono on";
            case 127 -> "poly on";
            default -> "controller " + controller + controllerName(controller) + " = " + value;
        };
    }

    private static String controllerName(int controller) {
        return switch (controller) {
            case 0, 32 -> " (bank)";
            case 1 -> " (modulation)";
            case 2 -> " (breath)";
            case 4 -> " (foot)";
            case 5 -> " (portamento time)";
            case 6, 38 -> " (data entry)";
            case 7 -> " (volume)";
            case 8 -> " (balance)";
            case 10 -> " (pan)";
            case 11 -> " (expression)";
            case 64 -> " (sustain)";
            case 65 -> " (portamento)";
            case 66 -> " (sostenuto)";
            case 67 -> " (soft)";
            case 71 -> " (resonance)";
            case 74 -> " (brightness)";
            case 91 -> " (reverb)";
            case 93 -> " (chorus)";
            case 98, 99 -> " (non-registered parameter)";
            case 100, 101 -> " (registered parameter)";
            default -> "";
        };
    }

    private static String note(int key) {
        return NOTE_NAMES[key % NOTES] + (key / NOTES - 1) + " (" + key + ")";
    }

    private static String velocity(int velocity) {
        return velocity == 0 ? "" : ", velocity " + velocity;
    }
}
