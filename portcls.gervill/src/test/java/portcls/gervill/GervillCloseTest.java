package portcls.gervill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.api.client.MidiMessages;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

@Timeout(120)
class GervillCloseTest {
    private static long pushers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("AudioPusher"))
                .count();
    }

    @Test
    void closingEndsItsThread() throws IOException {
        long before = pushers();
        GervillSynth synth = GervillSynth.open(GervillOptions.DEFAULT);
        assertEquals(before + 1, pushers());
        synth.close();
        assertEquals(before, pushers());
        synth.close();
    }

    @Test
    void anInterruptDoesNotMakeItsThreadSpin() throws IOException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (GervillSynth synth = GervillSynth.open(GervillOptions.DEFAULT)) {
            Thread held =
                    Thread.getAllStackTraces().keySet().stream()
                            .filter(t -> !before.contains(t) && t.getName().equals("AudioPusher"))
                            .findFirst()
                            .orElseThrow();
            held.interrupt();
            long start = System.nanoTime();
            while (held.isInterrupted() && System.nanoTime() - start < 5_000_000_000L) {
                Thread.onSpinWait();
            }
            assertFalse(held.isInterrupted());
            assertEquals(0, Sound.render(synth, 1_000).peak());
        }
    }

    @Test
    void aClosedOneIsSilentAndLoadsNothing() throws IOException {
        GervillSynth synth = GervillSynth.open(GervillOptions.DEFAULT);
        GervillBank bank = synth.loadDefault();
        synth.send(0, MidiMessages.noteOn(0, 69, 127));
        assertTrue(Sound.render(synth, 10_001).peak() > 0);
        synth.close();
        assertEquals(0, Sound.render(synth, 10_000).peak());
        synth.send(0, MidiMessages.noteOn(0, 69, 127));
        synth.allSoundOff();
        assertEquals(0, synth.activeVoices());
        synth.unload(bank);
        assertEquals(0, Sound.render(synth, 10_000).peak());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void itCanBeClosedWhileAnotherThreadRenders() throws Exception {
        for (int i = 0; i < 20; i++) {
            GervillSynth synth = GervillSynth.open(GervillOptions.DEFAULT);
            synth.loadDefault();
            synth.send(0, MidiMessages.noteOn(0, 69, 127));
            CountDownLatch rendering = new CountDownLatch(3);
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread thread =
                    Thread.ofPlatform()
                            .uncaughtExceptionHandler((_, e) -> failure.set(e))
                            .start(
                                    () -> {
                                        while (Sound.render(synth, 44_100).peak() > 0) {
                                            rendering.countDown();
                                            synth.send(0, MidiMessages.noteOn(0, 69, 127));
                                        }
                                    });
            assertTrue(rendering.await(60, TimeUnit.SECONDS));
            long start = System.nanoTime();
            synth.close();
            assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(3));
            assertTrue(thread.join(Duration.ofSeconds(10)), "rendering ends");
            assertEquals(null, failure.get());
        }
    }

    @Test
    void anInterruptedThreadRendersAndStaysInterrupted() throws IOException {
        try (GervillSynth synth = GervillSynth.open(GervillOptions.DEFAULT)) {
            synth.loadDefault();
            synth.send(0, MidiMessages.noteOn(0, 69, 127));
            Thread.currentThread().interrupt();
            Sound sound = Sound.render(synth, 10_000);
            assertTrue(Thread.interrupted());
            assertTrue(sound.part(9_000, 10_000).peak() > 0);
        }
    }

    @Test
    void aSynthesizerThatBreaksIsSilentSaysWhyAndCanBeClosed() throws Exception {
        long before = pushers();
        MessageFeed feed = new MessageFeed();
        PullSink sink = new PullSink(feed, true);
        try (Gervill gervill =
                        Gervill.open(
                                new GervillLine(Gervill.format(), sink), GervillOptions.DEFAULT);
                AutoCloseable _ = sink::release) {
            assertTrue(sink.begin(gervill.receiver(), TimeUnit.SECONDS.toNanos(10)));
            byte[] channel99 = {(byte) 0xF0, 0x7F, 0x7F, 9, 1, 99, 1, 1, (byte) 0xF7};
            assertFalse(SafeSysex.isHarmless(channel99));
            feed.add(1_000, channel99);
            float[] out = new float[10_000];
            Arrays.fill(out, 1);
            sink.render(out, 0, 5_000);
            assertEquals(0, new Sound(0, out).peak());
            assertInstanceOf(IndexOutOfBoundsException.class, sink.failure());
        }
        assertEquals(before, pushers());
    }

    @Test
    void loadingAndAskingMayMeetTheClosing() throws Exception {
        for (int i = 0; i < 20; i++) {
            GervillSynth synth = GervillSynth.open(GervillOptions.DEFAULT);
            GervillBank bank = synth.loadDefault();
            CountDownLatch started = new CountDownLatch(1);
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread thread =
                    Thread.ofPlatform()
                            .uncaughtExceptionHandler((_, e) -> failure.set(e))
                            .start(
                                    () -> {
                                        synth.unload(bank);
                                        GervillBank last = null;
                                        do {
                                            if (last != null) {
                                                synth.unload(last);
                                            }
                                            synth.activeVoices();
                                            synth.allSoundOff();
                                            Sound.render(synth, 300);
                                            last = loadIfOpen(synth);
                                            started.countDown();
                                        } while (last != null);
                                    });
            assertTrue(started.await(60, TimeUnit.SECONDS));
            synth.close();
            assertTrue(thread.join(Duration.ofSeconds(10)));
            assertEquals(null, failure.get());
        }
    }

    private static @Nullable GervillBank loadIfOpen(GervillSynth synth) {
        try {
            return synth.loadDefault();
        } catch (IOException e) {
            return null;
        }
    }
}
