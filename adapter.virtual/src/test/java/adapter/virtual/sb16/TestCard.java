package adapter.virtual.sb16;

import portcls.api.adapter.DmaLine;
import portcls.api.adapter.InterruptLine;
import portcls.api.adapter.IoPort;
import portcls.api.adapter.Recordable;
import portcls.api.adapter.Recording;
import portcls.api.time.ReferenceTime;
import portcls.testkit.FakeFramework;
import portcls.testkit.TestClock;
import portcls.wav.WavReader;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A card on a clock that is moved by hand, and what a program does with its registers. */
final class TestCard implements AutoCloseable {
    static final ValueLayout.OfShort WORD =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    final TestClock clock = new TestClock();
    final VirtualSb16 device;
    final IoPort registers;
    final InterruptLine interrupt;
    final DmaLine bytes;
    final DmaLine words;

    TestCard() {
        this(Map.of());
    }

    TestCard(Map<String, Object> settings) {
        device =
                new VirtualSb16(
                        clock,
                        Sb16Config.of(FakeFramework.settings(Sb16Settings.class, settings)),
                        id -> Optional.empty());
        registers = (IoPort) device.resources().get(0);
        interrupt = (InterruptLine) device.resources().get(1);
        bytes = (DmaLine) device.resources().get(2);
        words = (DmaLine) device.resources().get(3);
    }

    /** Writes to the DSP's command register. */
    void command(int... values) {
        for (int value : values) {
            registers.write(0xC, value);
        }
    }

    /** Resets the DSP; returns what it says. */
    int reset() {
        registers.write(6, 1);
        registers.write(6, 0);
        return (registers.read(0xE) & 0x80) == 0 ? -1 : registers.read(0xA);
    }

    void mixer(int register, int value) {
        registers.write(4, register);
        registers.write(5, value);
    }

    int mixer(int register) {
        registers.write(4, register);
        return registers.read(5);
    }

    /** Nothing is made softer; the line in is recorded from its own sides alone. */
    void fullVolume() {
        for (int register = 0x30; register < 0x3A; register++) {
            mixer(register, 0xF8);
        }
        mixer(0x3D, 0x10);
        mixer(0x3E, 0x08);
    }

    void advanceMillis(long millis) {
        clock.advanceTo(clock.getTime() + ReferenceTime.millis(millis));
    }

    /** Lets so many frames of the card's output pass. */
    void advanceFrames(long frames) {
        clock.advanceTo(clock.getTime() + Math.ceilDiv(frames * ReferenceTime.SECOND, 44_100L));
    }

    Recording record(Path file) throws IOException {
        return device.adapt(Recordable.class).orElseThrow().record(file);
    }

    /** Memory with words that tell their place, none of which is 0. */
    static MemorySegment ramp(int words) {
        MemorySegment memory = MemorySegment.ofArray(new byte[2 * words]);
        for (int i = 0; i < words; i++) {
            memory.set(WORD, 2L * i, (short) (i * 7 + 1));
        }
        return memory;
    }

    /** The words of a WAV file of 16-bit stereo, left and right in turn. */
    static short[] samples(Path file) throws IOException {
        try (WavReader reader = WavReader.open(file)) {
            int frames = (int) reader.frames();
            MemorySegment memory = MemorySegment.ofArray(new byte[4 * frames]);
            reader.read(memory, 0, frames);
            return memory.toArray(WORD);
        }
    }

    /** Where the sound begins in samples of stereo, a frame. */
    static int start(short[] samples) {
        int i = 0;
        while (i < samples.length && samples[i] == 0) {
            i++;
        }
        return i / 2;
    }

    @Override
    public void close() {
        device.close();
    }
}
