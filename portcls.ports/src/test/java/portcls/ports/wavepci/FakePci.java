package portcls.ports.wavepci;

import org.jspecify.annotations.Nullable;

import portcls.api.IDmaChannel;
import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.adapter.Adapter;
import portcls.api.ks.AllocatorFraming;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.api.wavepci.IMiniportWavePci;
import portcls.api.wavepci.IMiniportWavePciStream;
import portcls.api.wavepci.IPortWavePci;
import portcls.api.wavepci.IPortWavePciStream;
import portcls.api.wavepci.Mapping;
import portcls.api.wavepci.WavePciStream;
import portcls.ports.FakeWave;
import portcls.ports.time.DispatchTimer;
import portcls.ports.time.Dispatcher;
import portcls.ports.time.HouseClock;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A WavePci miniport and its device, a bus master that plays, or fills, what it was given when the
 * time comes, by the addresses that it was given, and goes on to the next piece by itself. It
 * interrupts at the end of each piece; the driver releases and gets in {@code service}.
 */
final class FakePci implements IMiniportWavePci {
    static final WaveFormat FORMAT = FakeWave.FORMAT;
    private static final long TICK_100NS = ReferenceTime.MILLISECOND;
    private static final int FRAMES_PER_TICK = 48;
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

    /** Every call, in order. */
    final List<String> calls = new CopyOnWriteArrayList<>();

    final List<Stream> streams = new CopyOnWriteArrayList<>();
    final List<String> faults = new CopyOnWriteArrayList<>();
    final FakeBus bus;
    private final Dispatcher hardware;
    private final HouseClock clock;

    /** Whether the miniport has a group, and its streams have. */
    boolean filterGroup;

    boolean streamGroups = true;

    /** Most pieces that a stream has. */
    int ahead = 32;

    AllocatorFraming framing = AllocatorFraming.ANY;
    volatile @Nullable KsState refused;
    volatile @Nullable DataFormat takes;
    volatile Runnable inService = () -> {};
    volatile Runnable inRevoke = () -> {};
    volatile Runnable inSetState = () -> {};
    volatile boolean forgetsToLetGo;
    @Nullable IPortWavePci port;

    /** The channel that streams come with. */
    @Nullable IDmaChannel channel;

    @Nullable IServiceGroup group;

    /** A piece that was got. */
    record Piece(long tag, long bus, long offset, int bytes, boolean last) {}

    FakePci(FakeBus bus, HouseClock clock) {
        this.bus = bus;
        this.clock = clock;
        hardware = clock.newDispatcher("hardware");
    }

    @Override
    public FilterDescriptor getDescription() {
        return FakeWave.descriptor(AutomationTable.EMPTY);
    }

    @Override
    public void init(Adapter adapter, IResourceList resources, IPortWavePci newPort) {
        calls.add("init");
        port = newPort;
        if (filterGroup) {
            group = newPort.system().newServiceGroup(adapter);
        }
    }

    @Override
    public @Nullable IServiceGroup serviceGroup() {
        return group;
    }

    @Override
    public WavePciStream newStream(
            IPortWavePciStream portStream, int pin, boolean capture, DataFormat format) {
        calls.add("newStream " + pin);
        IServiceGroup own = streamGroups ? port().system().newServiceGroup(adapterOf(this)) : null;
        Stream made = new Stream(this, portStream, capture, own, format);
        streams.add(made);
        return new WavePciStream(made, channel, own);
    }

    /** Set by the bench: whom the groups belong to. */
    @Nullable Adapter adapter;

    private static Adapter adapterOf(FakePci driver) {
        return Objects.requireNonNull(driver.adapter);
    }

    IPortWavePci port() {
        return Objects.requireNonNull(port);
    }

    Stream stream() {
        return streams.getLast();
    }

    List<String> calls(String word) {
        return calls.stream().filter(call -> call.startsWith(word)).toList();
    }

    @Override
    public void service() {
        calls.add("service of the filter");
    }

    @Override
    public void close() {
        calls.add("close");
        hardware.close();
    }

    /** A stream and its DMA engine. */
    static final class Stream implements IMiniportWavePciStream {
        final FakePci driver;
        final IPortWavePciStream portStream;
        final @Nullable IServiceGroup group;
        final boolean capture;
        final int frameBytes;

        /** Everything that was ever got. */
        final List<Piece> got = new CopyOnWriteArrayList<>();

        /** What was played: bytes, by the order of time. */
        private byte[] played = new byte[1 << 20];

        private int playedBytes;
        private final Mapping mapping = new Mapping();
        private final List<Piece> pieces = new ArrayList<>();
        private final DispatchTimer timer;
        volatile KsState state = KsState.STOP;
        private boolean moves;
        private int finished;
        private int offset;
        private long position;
        private long recorded;
        private long nextTag = 1;
        long tagStep = 1;
        volatile int services;
        volatile int available;
        private long wakesAt;

        Stream(
                FakePci driver,
                IPortWavePciStream portStream,
                boolean capture,
                @Nullable IServiceGroup group,
                DataFormat format) {
            this.driver = driver;
            this.portStream = portStream;
            this.capture = capture;
            this.group = group;
            frameBytes = ((WaveDataFormat) format).format().blockAlign();
            timer = driver.hardware.newTimer(this::tick);
        }

        @Override
        public void setFormat(DataFormat format) throws IOException {
            driver.calls.add("setFormat");
            if (!format.equals(driver.takes)) {
                IMiniportWavePciStream.super.setFormat(format);
            }
        }

        @Override
        public void setState(KsState newState) throws IOException {
            driver.calls.add("setState " + newState);
            driver.inSetState.run();
            if (newState == driver.refused) {
                throw new IOException("the fake refuses " + newState);
            }
            synchronized (pieces) {
                moves = newState == KsState.RUN;
                if (newState == KsState.STOP) {
                    position = 0;
                    recorded = 0;
                }
            }
            state = newState;
            if (newState == KsState.RUN) {
                getMore();
                wakesAt = driver.clock.getTime() + TICK_100NS;
                timer.set(wakesAt);
            } else {
                timer.cancel();
            }
        }

        @Override
        public long getPosition() {
            synchronized (pieces) {
                return position;
            }
        }

        @Override
        public long normalizePhysicalPosition(long bytes) {
            return bytes / frameBytes * ReferenceTime.SECOND / 48_000;
        }

        @Override
        public AllocatorFraming getAllocatorFraming() {
            return driver.framing;
        }

        @Override
        public int revokeMappings(long firstTag, long lastTag) {
            driver.calls.add("revoke " + firstTag + " " + lastTag);
            driver.inRevoke.run();
            synchronized (pieces) {
                if (pieces.isEmpty()
                        || pieces.getFirst().tag() != firstTag
                        || pieces.getLast().tag() != lastTag) {
                    driver.faults.add("revoked " + firstTag + ".." + lastTag + " of " + pieces);
                }
                int had = pieces.size();
                if (!driver.forgetsToLetGo) {
                    pieces.clear();
                }
                finished = 0;
                offset = 0;
                return had;
            }
        }

        @Override
        public void mappingAvailable() {
            available++;
            getMore();
        }

        @Override
        public void service() {
            services++;
            driver.inService.run();
            if (state != KsState.RUN) {
                driver.faults.add("service in " + state);
            }
            release();
            getMore();
        }

        @Override
        public void close() {
            driver.calls.add("closeStream");
            timer.close();
            synchronized (pieces) {
                if (!pieces.isEmpty()) {
                    driver.faults.add("closed with " + pieces);
                }
            }
        }

        /** Gives finished pieces back. */
        void release() {
            while (true) {
                Piece oldest;
                synchronized (pieces) {
                    if (finished == 0) {
                        return;
                    }
                    oldest = pieces.removeFirst();
                    finished--;
                }
                portStream.releaseMapping(oldest.tag());
            }
        }

        /** Gets what there is. */
        void getMore() {
            while (size() < driver.ahead && getOne()) {
                // The next one.
            }
        }

        boolean getOne() {
            long tag = nextTag;
            if (!portStream.getMapping(tag, mapping)) {
                return false;
            }
            nextTag += tagStep;
            Piece piece =
                    new Piece(
                            tag,
                            mapping.physicalAddress(),
                            mapping.offset(),
                            mapping.byteCount(),
                            mapping.isLast());
            got.add(piece);
            synchronized (pieces) {
                pieces.add(piece);
            }
            return true;
        }

        int size() {
            synchronized (pieces) {
                return pieces.size();
            }
        }

        /** On the hardware's own thread. */
        private void tick() {
            move(FRAMES_PER_TICK);
            synchronized (pieces) {
                if (moves) {
                    wakesAt += TICK_100NS;
                    timer.set(wakesAt);
                }
            }
        }

        /** The converter goes on by so many frames, as far as it has pieces. */
        void move(long frames) {
            boolean interrupt = false;
            synchronized (pieces) {
                long left = moves ? frames * frameBytes : 0;
                while (left > 0 && finished < pieces.size()) {
                    Piece piece = pieces.get(finished);
                    int step = (int) Math.min(left, piece.bytes() - offset);
                    try {
                        exchange(driver.bus.at(piece.bus() + offset, step), step);
                    } catch (IllegalStateException e) {
                        driver.faults.add(String.valueOf(e.getMessage()));
                        return;
                    }
                    offset += step;
                    position += step;
                    left -= step;
                    if (offset == piece.bytes()) {
                        offset = 0;
                        finished++;
                        interrupt = true;
                    }
                }
            }
            if (interrupt && group != null) {
                driver.port().notify(group);
            }
        }

        private void exchange(MemorySegment memory, int bytes) {
            for (int i = 0; i < bytes; i++) {
                if (capture) {
                    memory.set(BYTE, i, (byte) (recorded / 4 >> 8 * (recorded % 4)));
                    recorded++;
                } else {
                    if (playedBytes == played.length) {
                        played = java.util.Arrays.copyOf(played, 2 * playedBytes);
                    }
                    played[playedBytes++] = memory.get(BYTE, i);
                }
            }
        }

        /** The frames that were played, each as one number. */
        List<Integer> played() {
            List<Integer> frames = new ArrayList<>();
            synchronized (pieces) {
                for (int i = 0; i + 3 < playedBytes; i += 4) {
                    frames.add(
                            played[i] & 0xFF
                                    | (played[i + 1] & 0xFF) << 8
                                    | (played[i + 2] & 0xFF) << 16
                                    | (played[i + 3] & 0xFF) << 24);
                }
            }
            return frames;
        }
    }
}
