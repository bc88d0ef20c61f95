package portcls.ports.wavecyclic;

import org.jspecify.annotations.Nullable;

import portcls.api.IDmaChannel;
import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.adapter.Adapter;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.api.wavecyclic.IMiniportWaveCyclic;
import portcls.api.wavecyclic.IMiniportWaveCyclicStream;
import portcls.api.wavecyclic.IPortWaveCyclic;
import portcls.api.wavecyclic.NotificationFrequency;
import portcls.api.wavecyclic.WaveCyclicStream;
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
 * A WaveCyclic miniport and its device: DMA moves a millisecond of frames per millisecond between
 * the cyclic buffer and the converter and interrupts every ten.
 */
class FakeCyclic implements IMiniportWaveCyclic {
    static final WaveFormat FORMAT = FakeWave.FORMAT;
    private static final int FRAMES_PER_TICK = 48;
    private static final ValueLayout.OfInt FRAME = ValueLayout.JAVA_INT_UNALIGNED;

    /** Every call, in order. */
    final List<String> calls = new CopyOnWriteArrayList<>();

    final List<Stream> streams = new CopyOnWriteArrayList<>();
    private final Dispatcher hardware;
    private final HouseClock clock;

    /** Size of the cyclic buffer that a stream asks for. */
    int cyclicBytes = 9_600 * 4;

    /** Whose interrupts are lost. */
    volatile boolean deaf;

    volatile @Nullable KsState refused;
    volatile @Nullable DataFormat takes;
    volatile @Nullable RuntimeException breaks;
    volatile Runnable inPosition = () -> {};

    /** Called inside setState. */
    volatile Runnable inSetState = () -> {};

    @Nullable IPortWaveCyclic port;
    @Nullable Adapter adapter;

    /** Where a stream's channel comes from; null = from the port. */
    @Nullable IDmaChannel ownChannel;

    FakeCyclic(HouseClock clock) {
        this.clock = clock;
        hardware = clock.newDispatcher("hardware");
    }

    @Override
    public FilterDescriptor getDescription() {
        return FakeWave.descriptor(AutomationTable.EMPTY);
    }

    @Override
    public void init(Adapter device, IResourceList resources, IPortWaveCyclic newPort) {
        calls.add("init");
        adapter = device;
        port = newPort;
    }

    @Override
    public WaveCyclicStream newStream(int pin, boolean capture, DataFormat format) {
        calls.add("newStream " + pin + " " + capture);
        IDmaChannel channel = ownChannel;
        if (channel == null) {
            channel = port().newMasterDmaChannel(1 << 20, true, true);
            channel.allocateBuffer(cyclicBytes, 0);
        }
        IServiceGroup group = port().system().newServiceGroup(Objects.requireNonNull(adapter));
        Stream made = new Stream(this, channel, group, capture, format);
        streams.add(made);
        return new WaveCyclicStream(made, channel, group);
    }

    IPortWaveCyclic port() {
        return Objects.requireNonNull(port);
    }

    Stream stream() {
        return streams.getLast();
    }

    List<String> calls(String word) {
        return calls.stream().filter(call -> call.startsWith(word)).toList();
    }

    @Override
    public void close() {
        calls.add("close");
        hardware.close();
    }

    /** A stream and its DMA. */
    static final class Stream implements IMiniportWaveCyclicStream {
        final FakeCyclic driver;
        final IDmaChannel channel;
        final IServiceGroup group;
        final boolean capture;
        final WaveFormat format;

        /** What the converter gave, in order. */
        final List<Integer> played = new ArrayList<>();

        /** Where the port has written silence: offset and size. */
        final List<long[]> silences = new ArrayList<>();

        private final DispatchTimer timer;
        volatile KsState state = KsState.STOP;
        private volatile int offset;
        private int recorded;
        private int ticks;
        private long wakesAt;

        Stream(
                FakeCyclic driver,
                IDmaChannel channel,
                IServiceGroup group,
                boolean capture,
                DataFormat format) {
            this.driver = driver;
            this.channel = channel;
            this.group = group;
            this.capture = capture;
            this.format = ((WaveDataFormat) format).format();
            timer = driver.hardware.newTimer(this::tick);
        }

        @Override
        public void setFormat(DataFormat newFormat) throws IOException {
            driver.calls.add("setFormat");
            if (!newFormat.equals(driver.takes)) {
                IMiniportWaveCyclicStream.super.setFormat(newFormat);
            }
        }

        @Override
        public NotificationFrequency setNotificationFreq(int intervalMillis) {
            driver.calls.add("setNotificationFreq " + intervalMillis);
            int bytes = format.samplesPerSecond() / 1_000 * intervalMillis * format.blockAlign();
            return new NotificationFrequency(intervalMillis, bytes);
        }

        @Override
        public void setState(KsState newState) throws IOException {
            driver.calls.add("setState " + newState);
            driver.inSetState.run();
            if (newState == driver.refused) {
                throw new IOException("the fake refuses " + newState);
            }
            state = newState;
            if (newState == KsState.RUN) {
                wakesAt = driver.clock.getTime() + ReferenceTime.MILLISECOND;
                timer.set(wakesAt);
            } else {
                timer.cancel();
            }
            if (newState == KsState.STOP) {
                offset = 0;
                recorded = 0;
                ticks = 0;
            }
        }

        @Override
        public int getPosition() {
            driver.inPosition.run();
            RuntimeException mistake = driver.breaks;
            if (mistake != null) {
                throw mistake;
            }
            return offset;
        }

        @Override
        public long normalizePhysicalPosition(long bytes) {
            return bytes
                    * ReferenceTime.SECOND
                    / ((long) format.samplesPerSecond() * format.blockAlign());
        }

        @Override
        public void silence(MemorySegment buffer, long at, long byteCount) {
            silences.add(new long[] {at, byteCount});
            buffer.asSlice(at, byteCount).fill((byte) (format.bitsPerSample() == 8 ? 0x80 : 0));
        }

        @Override
        public void close() {
            driver.calls.add("closeStream");
            timer.close();
        }

        /** On the hardware's thread. */
        private void tick() {
            if (state != KsState.RUN) {
                return;
            }
            MemorySegment memory = channel.systemAddress();
            int at = offset;
            for (int i = 0; i < FRAMES_PER_TICK; i++) {
                if (capture) {
                    memory.set(FRAME, at, ++recorded);
                } else {
                    played.add(memory.get(FRAME, at));
                }
                at = (at + FakeWave.FRAME_BYTES) % channel.bufferSize();
            }
            offset = at;
            ticks++;
            if (ticks % 10 == 0 && !driver.deaf) {
                driver.port().notify(group);
            }
            wakesAt += ReferenceTime.MILLISECOND;
            timer.set(wakesAt);
        }
    }
}
