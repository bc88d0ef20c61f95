package example.sb16;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;

import portcls.api.MiniportClass;
import portcls.api.adapter.Recordable;
import portcls.api.adapter.Recording;
import portcls.api.client.AudioControl;
import portcls.api.client.AudioPath;
import portcls.api.client.Buffer;
import portcls.api.client.FilterHandle;
import portcls.api.client.MidiMessages;
import portcls.api.client.MidiPin;
import portcls.api.client.Target;
import portcls.api.client.WavePin;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.WaveFormat;
import portcls.wav.WavReader;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;

/** What programs send to the subdevices is heard at the card's line out, as the mixer is set. */
@Timeout(120)
final class SoundTest {
    private static final WaveFormat CD = WaveFormat.pcm(44_100, 16, 2);
    private static final ValueLayout.OfShort WORD =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int WORDS = 60_000;
    private static final int MIDI_MUTE = 3;
    private static final int HALF = -6 * AudioControl.DB;

    @TempDir private Path folder;
    private CardHouse it;

    @BeforeEach
    void open() throws BundleException {
        it = new CardHouse(folder);
        it.offer(MiniportClass.FM_SYNTH);
        it.insertCard();
        it.plug(new SoundBlaster());
        it.awaitSubdevices("Wave", "Topology", "FmSynth");
    }

    @AfterEach
    void close() throws BundleException {
        it.close();
    }

    @Test
    void atFullVolumeItIsHeardByTheBit() throws IOException {
        MemorySegment song = ramp();
        assertArrayEquals(song.toArray(WORD), heard(song, 0));
    }

    @Test
    void aSoftVolumeIsHeard() throws IOException {
        MemorySegment song = ramp();
        short[] heard = heard(song, HALF);
        double factor = Math.pow(10, -6 / 20.0);
        for (int i = 0; i < heard.length; i++) {
            assertEquals(factor * song.getAtIndex(WORD, i), heard[i], 1, "word " + i);
        }
    }

    @Test
    void theFmSynthesizerIsHeardUnlessItIsMuted() throws IOException {
        try (MidiPin pin = it.filter("FmSynth").openMidi()) {
            pin.run();
            Path file = folder.resolve("note.wav");
            try (Recording recording = record(file)) {
                pin.send(MidiMessages.noteOn(0, 60, 100));
                it.advance(500);
                recording.frames();
            }
            assertTrue(loudest(samples(file)) > 100, "loudest=" + loudest(samples(file)));
            try (FilterHandle mixer = it.filter("Topology").open()) {
                mixer.set(AudioProperty.MUTE, Target.node(MIDI_MUTE), true);
            }
            Path muted = folder.resolve("muted.wav");
            try (Recording recording = record(muted)) {
                it.advance(500);
                recording.frames();
            }
            assertTrue(loudest(samples(muted)) < 10, "loudest=" + loudest(samples(muted)));
        }
    }

    /** What is heard of a song, when the volume that the path to the line out has is set so. */
    private short[] heard(MemorySegment song, int level) throws IOException {
        Path file = folder.resolve("heard.wav");
        try (Recording recording = record(file);
                WavePin out = it.filter("Wave").openRender(CD, Buffer.ofMillis(100).packets(4));
                AudioPath path = it.topology.path(out)) {
            path.volume().orElseThrow().value(AudioControl.ALL, level);
            long played = fill(out, song, 0);
            out.run();
            for (int i = 0; played < song.byteSize() && i < 1_000; i++) {
                it.advance(5);
                played = fill(out, song, played);
            }
            assertEquals(song.byteSize(), played);
            it.advance(300);
            assertEquals(0, out.glitches());
            recording.frames();
        }
        short[] all = samples(file);
        int start = 0;
        while (all[start] == 0 && all[start + 1] == 0) {
            start += 2;
        }
        return Arrays.copyOfRange(all, start, start + WORDS);
    }

    private static long fill(WavePin out, MemorySegment song, long played) {
        long at = played;
        MemorySegment packet = out.pollPacket();
        while (packet != null && at < song.byteSize()) {
            long bytes = Math.min(packet.byteSize(), song.byteSize() - at);
            MemorySegment.copy(song, at, packet, 0, bytes);
            at += bytes;
            if (at == song.byteSize()) {
                out.commitLast((int) (bytes / CD.blockAlign()));
            } else {
                out.commit();
            }
            packet = out.pollPacket();
        }
        return at;
    }

    private Recording record(Path file) throws IOException {
        return it.card.device().adapt(Recordable.class).orElseThrow().record(file);
    }

    /** Words that tell their place; the first is heard at any volume. */
    private static MemorySegment ramp() {
        MemorySegment memory = MemorySegment.ofArray(new byte[2 * WORDS]);
        for (int i = 0; i < WORDS; i++) {
            memory.setAtIndex(WORD, i, (short) (i * 7 + 1_001));
        }
        return memory;
    }

    private static int loudest(short[] samples) {
        int loudest = 0;
        for (short sample : samples) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        return loudest;
    }

    private static short[] samples(Path file) throws IOException {
        try (WavReader reader = WavReader.open(file)) {
            int frames = (int) reader.frames();
            MemorySegment memory = MemorySegment.ofArray(new byte[4 * frames]);
            reader.read(memory, 0, frames);
            return memory.toArray(WORD);
        }
    }
}
