package miniport.dmus.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.client.MidiMessages;
import portcls.api.dmus.SynthDlsProperty;
import portcls.api.dmus.SynthProperty;
import portcls.api.dmus.SynthTarget;
import portcls.api.ks.KsState;
import portcls.banks.Bank;
import portcls.banks.tone.ToneBank;
import portcls.conformance.Rule;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Three threads as the port has them, and everything at any moment. */
class AnyMomentTest {
    private static final long SECONDS_NS = 3_000_000_000L;

    /** Long enough to be met. */
    private static final long INSIDE_NS = 10_000;

    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicBoolean ended = new AtomicBoolean();

    /** Tells when two threads are in it. */
    private final class OneAtATime implements SynthEngine {
        private final Turn turn;
        private final AtomicBoolean inside = new AtomicBoolean();
        private volatile boolean closed;
        private long rendered;
        volatile long calls;

        OneAtATime(Turn turn) {
            this.turn = turn;
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // that is what is tested
        private void in() {
            if (closed || !inside.compareAndSet(false, true)) {
                failure.set(new AssertionError(closed ? "closed" : "two at a time"));
            }
            calls++;
            long start = System.nanoTime();
            while (System.nanoTime() - start < INSIDE_NS) {
                Thread.onSpinWait();
            }
            inside.set(false);
        }

        @Override
        public int samplesPerSecond() {
            return 10_000;
        }

        @Override
        public long sendAt(long frame) {
            return frame - 7;
        }

        @Override
        public long firstOpenFrame() {
            return rendered;
        }

        @Override
        public long renderedFrames() {
            return rendered;
        }

        @Override
        public void send(int group, long frame, int message) {
            in();
        }

        @Override
        public void sysex(int group, long frame, byte[] bytes, int length) {
            in();
        }

        @Override
        public void render(float[] stereo, int frames) {
            in();
            Arrays.fill(stereo, 0, 2 * frames, 0);
            rendered += frames;
        }

        @Override
        public int voices(int held) {
            in();
            return held;
        }

        @Override
        public void silence() {
            in();
        }

        @Override
        public void setGroups(int count) {
            turn.run(this::in);
        }

        @Override
        public LoadedBank load(Bank bank) {
            turn.run(this::in);
            return new LoadedBank() {
                @Override
                public void unload() {
                    turn.run(OneAtATime.this::in);
                }

                @Override
                public boolean isInUse() {
                    return false;
                }

                @Override
                public void release() {}
            };
        }

        @Override
        public void close() {
            in();
            closed = true;
        }
    }

    @Test
    @Rule({"DMU-18", "DMU-11"})
    void oneThreadAtATimeIsInTheEngineAndEveryEventComesBack()
            throws IOException, InterruptedException {
        FakeModel traits = new FakeModel();
        SynthModel model =
                new SynthModel() {
                    @Override
                    public SynthTraits traits() {
                        return traits.traits();
                    }

                    @Override
                    public SynthEngine open(Turn turn, int rate) {
                        return new OneAtATime(turn);
                    }
                };
        try (SynthRig rig = new SynthRig(model, 10_000)) {
            SynthStream stream = rig.open(true);
            Thread sink = start(() -> rig.pullOnly(100));
            Thread dispatch = start(() -> put(rig, stream));
            Random random = new Random(4);
            KsState state = KsState.STOP;
            boolean connected = false;
            long handle = 0;
            int turns = 0;
            long end = System.nanoTime() + SECONDS_NS;
            while (System.nanoTime() < end && failure.get() == null) {
                turns++;
                switch (random.nextInt(5)) {
                    case 0 -> {
                        state = state.stepTowards(KsState.values()[random.nextInt(4)]);
                        stream.setState(state);
                    }
                    case 1 -> {
                        if (!connected) {
                            stream.connectOutput(rig.sink);
                        } else if (random.nextInt(4) == 0) {
                            stream.disconnectOutput(rig.sink);
                            connected = false;
                            continue;
                        }
                        connected = true;
                    }
                    case 2 ->
                            FakeRequest.set(
                                    stream, SynthProperty.CHANNELGROUPS, 1 + random.nextInt(4));
                    case 3 -> {
                        if (handle == 0) {
                            handle =
                                    FakeRequest.get(
                                                    stream,
                                                    SynthDlsProperty.DOWNLOAD,
                                                    SynthTarget.buffer(0, ToneBank.sf2(0)))
                                            .handle();
                        } else {
                            FakeRequest.set(stream, SynthDlsProperty.UNLOAD, handle);
                            handle = 0;
                        }
                    }
                    default -> FakeRequest.get(stream, SynthProperty.RUNNINGSTATS);
                }
            }
            ended.set(true);
            dispatch.join();
            while (state != KsState.STOP) {
                state = state.stepTowards(KsState.STOP);
                stream.setState(state);
            }
            stream.close();
            sink.join();
            if (failure.get() != null) {
                throw new AssertionError(failure.get());
            }
            assertEquals(0, rig.allocator.out());
            assertTrue(turns > 50, "turns=" + turns);
            assertTrue(rig.pools.tryTake(), "notes gave their voices back");
        }
    }

    private static void put(SynthRig rig, SynthStream stream) {
        if (rig.allocator.out() < 1_000) {
            long at = rig.position() + 300;
            rig.send(stream, at, MidiMessages.noteOn(0, (int) (at & 127), 100));
            rig.send(stream, at - 250, 1, MidiMessages.noteOff(0, (int) (at & 127)));
        }
        Thread.onSpinWait();
    }

    private Thread start(Runnable work) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                while (!ended.get()) {
                                    work.run();
                                }
                            } catch (Throwable t) {
                                failure.set(t);
                            }
                        });
        thread.start();
        return thread;
    }
}
