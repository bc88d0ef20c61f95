package adapter.alsa.pcm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import adapter.alsa.Parts;
import adapter.alsa.SineBuffer;
import adapter.alsa.lib.Alsa;
import adapter.alsa.lib.PcmCalls;

import org.junit.jupiter.api.Test;

import portcls.api.ks.FormatIds;
import portcls.api.ks.WaveFormat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

class SampleFormatTest {
    private static final int RATE = 48_000;

    @Test
    void everyFormatIsCarriedByItself() {
        for (SampleFormat format : SampleFormat.values()) {
            assertEquals(true, SampleFormat.carrying(format.wave(RATE, 2)).contains(format));
        }
        assertEquals(
                List.of(SampleFormat.S32, SampleFormat.S24_IN_32),
                SampleFormat.carrying(WaveFormat.pcm(RATE, 32, 2)));
        assertEquals(List.of(), SampleFormat.carrying(WaveFormat.pcm(RATE, 40, 2)));
        WaveFormat container = SampleFormat.S24_IN_32.wave(RATE, 2);
        assertEquals(24, container.validBitsPerSample());
        assertEquals(FormatIds.SUBTYPE_PCM, container.subFormat());
    }

    @Test
    void upper24BitsBecomeLower24BitsWhetherMappedOrHandedOver() throws IOException {
        Alsa alsa = Parts.alsa();
        PcmSource source = PcmSource.of("written", "written", 1, 0);
        SineBuffer buffer = new SineBuffer(SampleFormat.S24_IN_32.wave(RATE, 1), 1_000, 2);
        buffer.memory().setAtIndex(ValueLayout.JAVA_INT, 7, 0x8123_4500);
        buffer.memory().setAtIndex(ValueLayout.JAVA_INT, 999, 0x0765_4300);
        for (boolean mapped : new boolean[] {true, false}) {
            try (Pcm pcm = Pcm.open(source, Direction.PLAYBACK);
                    Arena arena = Arena.ofConfined()) {
                if (mapped) {
                    Shape shape = Shape.install(pcm, SampleFormat.S24_IN_32, 1, RATE, 480, 2);
                    assertEquals(true, shape.mapped());
                    play(pcm, shape, buffer, arena);
                } else {
                    try (HwSpace space = new HwSpace(pcm)) {
                        space.access(false);
                        space.set(SampleFormat.S24_IN_32, 1, RATE);
                        space.install();
                    }
                    play(
                            pcm,
                            new Shape(SampleFormat.S24_IN_32, false, 480, 960, 960, true),
                            buffer,
                            arena);
                }
            }
            byte[] file = Files.readAllBytes(Parts.WORK.resolve("written.raw"));
            assertEquals(4_800, file.length);
            assertArrayEquals(
                    new byte[] {0x45, 0x23, (byte) 0x81}, Arrays.copyOfRange(file, 28, 31));
            assertArrayEquals(
                    new byte[] {0x43, 0x65, 0x07}, Arrays.copyOfRange(file, 3_996, 3_999));
            assertArrayEquals(
                    new byte[] {0x45, 0x23, (byte) 0x81}, Arrays.copyOfRange(file, 4_028, 4_031));
        }
        alsa.close();
    }

    private static void play(Pcm pcm, Shape shape, SineBuffer buffer, Arena arena)
            throws IOException {
        Mover mover = new Mover(pcm, Direction.PLAYBACK, shape, buffer, arena);
        pcm.check("prepare", PcmCalls.PREPARE.i(pcm.handle));
        pcm.check("start", PcmCalls.START.i(pcm.handle));
        long frame = 0;
        while (frame < 1_200) {
            PcmCalls.AVAIL.l(pcm.handle);
            int moved = mover.cyclic(frame, (int) Math.min(400, 1_200 - frame));
            pcm.check("move", moved);
            frame += moved;
        }
    }
}
