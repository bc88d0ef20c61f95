package portcls.sb16;

import static org.junit.jupiter.api.Assertions.assertEquals;

import portcls.api.adapter.IoPort;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/** The registers of a card, and a trace of all that is written to them. For one thread. */
final class FakeCard implements IoPort {
    /** What was written: offset, then value, in hexadecimal digits. */
    final List<String> trace = new ArrayList<>();

    final Deque<Integer> data = new ArrayDeque<>();
    final int[] mixer = new int[0x100];

    /** Answers no reset. */
    boolean dumb;

    /** How often the DSP says that it is busy before it takes the next byte. */
    int busyLooks;

    /** Runs each time that the mixer's data is read. */
    Runnable onMixerRead = () -> {};

    private int looks;
    private int index;

    @Override
    public int read(int offset) {
        return switch (offset) {
            case 0x4 -> index;
            case 0x5 -> {
                onMixerRead.run();
                yield mixer[index];
            }
            case 0xA -> data.isEmpty() ? 0xFF : data.remove();
            case 0xC -> looks++ < busyLooks ? 0xFF : 0x7F;
            case 0xE -> {
                trace("acknowledge 8");
                yield data.isEmpty() ? 0x7F : 0xFF;
            }
            case 0xF -> {
                trace("acknowledge 16");
                yield 0xFF;
            }
            default -> 0xFF;
        };
    }

    @Override
    public void write(int offset, int value) {
        if (offset == 4) {
            index = value & 0xFF;
            return;
        }
        trace.add(HexFormat.of().toHexDigits((byte) offset).charAt(1) + ":" + hex(value));
        switch (offset) {
            case 0x5 -> mixer[index] = value & 0xFF;
            case 0x6 -> {
                if (value == 0 && !dumb) {
                    data.add(0xAA);
                }
            }
            case 0xC -> {
                assertEquals(true, looks >= busyLooks, "written to while it was busy");
                looks = 0;
                if (value == 0xE1) {
                    data.add(4);
                    data.add(5);
                }
            }
            default -> {}
        }
    }

    @Override
    public void writeWord(int offset, int value) {
        assertEquals(4, offset, "only the mixer takes two at once");
        mixer[value & 0xFF] = value >> 8 & 0xFF;
        trace.add("mixer " + hex(value) + ":" + hex(value >> 8));
    }

    @Override
    public int length() {
        return Dsp.LENGTH;
    }

    @Override
    public String description() {
        return "I/O 0x220-0x22F";
    }

    /** What was written to the DSP's command register. */
    List<String> commands() {
        return trace.stream().filter(it -> it.startsWith("c:")).map(it -> it.substring(2)).toList();
    }

    private void trace(String what) {
        if (data.isEmpty()) {
            trace.add(what);
        }
    }

    private static String hex(int value) {
        return HexFormat.of().toHexDigits((byte) value);
    }
}
