package portcls.ports;

import org.jspecify.annotations.Nullable;

import portcls.api.IResourceList;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.ks.AudioDataRange;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.BasicSupport.Stepping;
import portcls.api.ks.Categories;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.FormatIds;
import portcls.api.ks.KsState;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;
import portcls.api.wavert.AudioBuffer;
import portcls.api.wavert.AudioPosition;
import portcls.api.wavert.CacheType;
import portcls.api.wavert.ChannelTargetType;
import portcls.api.wavert.CurveType;
import portcls.api.wavert.HwLatency;
import portcls.api.wavert.HwRegister;
import portcls.api.wavert.IMiniportStreamAudioEngineNode;
import portcls.api.wavert.IMiniportStreamAudioEngineNode2;
import portcls.api.wavert.IMiniportWaveRT;
import portcls.api.wavert.IMiniportWaveRTInputStream;
import portcls.api.wavert.IMiniportWaveRTOutputStream;
import portcls.api.wavert.IMiniportWaveRTStream;
import portcls.api.wavert.IMiniportWaveRTStreamNotification;
import portcls.api.wavert.IPortWaveRT;
import portcls.api.wavert.IPortWaveRTStream;
import portcls.api.wavert.LoopbackProtection;
import portcls.api.wavert.Mdl;
import portcls.api.wavert.NotificationEvent;
import portcls.api.wavert.PresentationPosition;
import portcls.api.wavert.ReadPacket;
import portcls.api.wavert.StreamRegisters;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * A wave miniport that writes down what is asked of it, and whose streams move when the test says
 * so. A frame of {@link #FORMAT} is one int: what is played, and recorded, can be counted.
 */
public class FakeWave implements IMiniportWaveRT {
    public static final WaveFormat FORMAT = WaveFormat.pcm(48_000, 16, 2);
    public static final int FRAME_BYTES = 4;
    private static final ValueLayout.OfInt FRAME = ValueLayout.JAVA_INT_UNALIGNED;

    /** Which interfaces the streams have. */
    public enum Kind {
        PLAIN,
        NOTIFYING,
        PACKETS,
        ENGINE
    }

    /** Every call, in order. */
    public final List<String> calls = new CopyOnWriteArrayList<>();

    public final List<Stream> streams = new CopyOnWriteArrayList<>();
    public Kind kind = Kind.NOTIFYING;
    public FilterDescriptor descriptor = descriptor(AutomationTable.EMPTY);
    public HwLatency latency = HwLatency.NONE;

    /** Whether streams say in the registers where they are. */
    public boolean publishes = true;

    /** Whether streams have position and clock registers. */
    public boolean hasRegisters;

    /** Whether streams show their clock register, if no other one. */
    public boolean hasClock;

    /** Whether streams play what lies in the buffer, handed over or not. */
    public boolean blind;

    /** Bytes of the buffer that is made for so many bytes. */
    public IntUnaryOperator sizeOf = requested -> requested;

    /** What each stream throws when it is told of this state. */
    public volatile @Nullable KsState refused;

    /** Called inside setState and newStream. */
    public volatile Runnable inSetState = () -> {};

    public volatile Runnable inNewStream = () -> {};
    public boolean forgetsMemory;

    /** Which rates a stream takes while it is open. */
    public IntPredicate takesRate = rate -> false;

    public volatile @Nullable RuntimeException positionFailure;
    public volatile @Nullable RuntimeException unregisterFailure;
    public @Nullable IPortWaveRT port;

    /** Pins 0, which plays, and 1, which records. */
    public static FilterDescriptor descriptor(AutomationTable ofPins) {
        AudioDataRange range =
                new AudioDataRange(
                        FormatIds.SUBTYPE_PCM,
                        FormatIds.SPECIFIER_WAVEFORMATEX,
                        2,
                        8,
                        16,
                        8_000,
                        96_000);
        return FilterDescriptor.builder("Fake wave")
                .pin(
                        PinDescriptor.streaming(DataFlow.IN, PinCategories.MIDI_RENDER, range)
                                .automation(ofPins))
                .pin(
                        PinDescriptor.streaming(DataFlow.OUT, PinCategories.MIDI_CAPTURE, range)
                                .automation(ofPins))
                .category(Categories.AUDIO)
                .category(Categories.RENDER)
                .category(Categories.REALTIME)
                .build();
    }

    @Override
    public FilterDescriptor getDescription() {
        return descriptor;
    }

    @Override
    public void init(Adapter adapter, IResourceList resources, IPortWaveRT newPort)
            throws IOException {
        port = newPort;
    }

    @Override
    public IMiniportWaveRTStream newStream(
            IPortWaveRTStream portStream, int pin, boolean capture, DataFormat format)
            throws IOException {
        calls.add("newStream " + pin + (capture ? " capture" : " render"));
        inNewStream.run();
        Stream stream =
                switch (kind) {
                    case PLAIN -> new Stream(this, portStream, capture, format);
                    case NOTIFYING -> new Notifying(this, portStream, capture, format);
                    case PACKETS -> new Packets(this, portStream, capture, format);
                    case ENGINE -> new Engine(this, portStream, capture, format);
                };
        streams.add(stream);
        return stream;
    }

    @Override
    public void close() {
        calls.add("close");
    }

    /** The calls that begin with a word. */
    public List<String> calls(String word) {
        return calls.stream().filter(call -> call.startsWith(word)).toList();
    }

    /** The stream that was made last. */
    public Stream stream() {
        return streams.getLast();
    }

    /** Without notifications. */
    public static class Stream implements IMiniportWaveRTStream {
        protected final FakeWave driver;
        private final IPortWaveRTStream portStream;
        private final boolean capture;
        private final int frameBytes;
        public volatile KsState state = KsState.STOP;

        /** What was played, frame by frame. */
        public final List<Integer> played = new ArrayList<>();

        public final List<NotificationEvent> events = new CopyOnWriteArrayList<>();
        private @Nullable MemorySegment memory;
        private @Nullable Mdl mdl;
        private int packets = 1;
        private long moved;
        private boolean starved;

        Stream(FakeWave driver, IPortWaveRTStream portStream, boolean capture, DataFormat format) {
            this.driver = driver;
            this.portStream = portStream;
            this.capture = capture;
            frameBytes = ((WaveDataFormat) format).format().blockAlign();
        }

        public MemorySegment memory() {
            return Objects.requireNonNull(memory);
        }

        public IPortWaveRTStream portStream() {
            return portStream;
        }

        public StreamRegisters registers() {
            return portStream.registers();
        }

        public long frames() {
            return memory().byteSize() / frameBytes;
        }

        /** The device goes on so many frames, now, if it runs; for a streaming thread. */
        public synchronized void moveIfRunning(long frames) {
            if (state == KsState.RUN) {
                move(frames);
            }
        }

        /** The device goes on so many frames, now. */
        public void move(long frames) {
            move(frames, Objects.requireNonNull(driver.port).system().masterClock().getTime());
        }

        /** The device goes on so many frames, the last of them at that time. */
        public void move(long frames, long time100ns) {
            long until = moved + frames;
            while (moved < until) {
                long packetFrames = frames() / packets;
                long step = Math.min(until - moved, packetFrames - moved % packetFrames);
                countHole(moved, moved + step);
                for (long frame = moved; frame < moved + step; frame++) {
                    exchange(frame);
                }
                moved += step;
                if (driver.publishes) {
                    registers().publish(moved, time100ns, moved % frames() * frameBytes);
                }
                if (moved % packetFrames == 0) {
                    events.forEach(NotificationEvent::set);
                }
            }
        }

        private void exchange(long frame) {
            long offset = frame % frames() * frameBytes;
            if (capture) {
                memory().set(FRAME, offset, (int) frame);
            } else {
                long committed = registers().committed();
                long end = registers().end();
                boolean mine =
                        (committed < 0 || frame < committed) && (end < 0 || frame < end)
                                || driver.blind;
                played.add(mine ? memory().get(FRAME, offset) : 0);
            }
        }

        private void countHole(long before, long after) {
            long committed = registers().committed();
            long end = registers().end();
            long kept = capture ? frames() : 0;
            long needed = (end < 0 ? after : Math.min(after, end)) - kept;
            boolean hole = driver.publishes && committed >= 0 && needed > committed;
            if (hole) {
                long lost = needed - Math.max(committed, before - kept);
                if (starved) {
                    registers().lose(lost);
                } else {
                    registers().glitch(lost);
                }
            }
            starved = hole;
        }

        @Override
        public void setFormat(DataFormat format) throws IOException {
            int rate = ((WaveDataFormat) format).format().samplesPerSecond();
            driver.calls.add("setFormat " + rate);
            if (!driver.takesRate.test(rate)) {
                IMiniportWaveRTStream.super.setFormat(format);
            }
        }

        @Override
        public void setState(KsState newState) throws IOException {
            driver.calls.add("setState " + newState);
            driver.inSetState.run();
            if (newState == driver.refused) {
                throw new IOException("the fake refuses " + newState);
            }
            synchronized (this) {
                state = newState;
                if (newState == KsState.STOP) {
                    moved = 0;
                }
            }
        }

        @Override
        public void getPosition(AudioPosition position) {
            RuntimeException failure = driver.positionFailure;
            if (failure != null) {
                throw failure;
            }
            long offset = moved % frames() * frameBytes;
            position.set(offset, offset);
        }

        @Override
        public AudioBuffer allocateAudioBuffer(int requestedSize) throws IOException {
            driver.calls.add("allocateAudioBuffer " + requestedSize);
            return allocate(requestedSize);
        }

        AudioBuffer allocate(int requestedSize) {
            int size = driver.sizeOf.applyAsInt(requestedSize);
            Mdl made =
                    portStream
                            .allocatePagesForMdl(Long.MAX_VALUE, size)
                            .orElseThrow(
                                    () ->
                                            new PortClsException(
                                                    Status.INSUFFICIENT_RESOURCES, "no pages"));
            memory = portStream.mapAllocatedPages(made, CacheType.CACHED).asSlice(0, size);
            mdl = made;
            return new AudioBuffer(made, size, 0, CacheType.CACHED);
        }

        @Override
        public void freeAudioBuffer(@Nullable Mdl freed, int bufferSize) {
            driver.calls.add("freeAudioBuffer " + bufferSize);
            free(freed);
        }

        void free(@Nullable Mdl freed) {
            if (driver.forgetsMemory) {
                return;
            }
            Mdl had = Objects.requireNonNull(mdl);
            if (had != freed) {
                throw new IllegalArgumentException("another buffer is freed");
            }
            portStream.unmapAllocatedPages(memory(), had);
            portStream.freePagesFromMdl(had);
            mdl = null;
        }

        void packets(int number) {
            packets = number;
        }

        int packets() {
            return packets;
        }

        long moved() {
            return moved;
        }

        @Override
        public HwLatency getHWLatency() {
            driver.calls.add("getHWLatency");
            return driver.latency;
        }

        @Override
        public Optional<HwRegister> getPositionRegister() {
            return driver.hasRegisters
                    ? Optional.of(
                            new HwRegister(registers().positionRegister(), 64, 0, 0, frameBytes))
                    : Optional.empty();
        }

        @Override
        public Optional<HwRegister> getClockRegister() {
            return driver.hasRegisters || driver.hasClock
                    ? Optional.of(new HwRegister(registers().clockRegister(), 64, 10_000_000, 1, 1))
                    : Optional.empty();
        }

        @Override
        public void close() {
            driver.calls.add("closeStream");
        }
    }

    /** Tells of packet ends. */
    public static class Notifying extends Stream implements IMiniportWaveRTStreamNotification {
        Notifying(
                FakeWave driver, IPortWaveRTStream portStream, boolean capture, DataFormat format) {
            super(driver, portStream, capture, format);
        }

        @Override
        public AudioBuffer allocateBufferWithNotification(int count, int requestedSize) {
            driver.calls.add("allocateBufferWithNotification " + count + " " + requestedSize);
            packets(count);
            return allocate(requestedSize);
        }

        @Override
        public void freeBufferWithNotification(Mdl freed, int bufferSize) {
            driver.calls.add("freeBufferWithNotification " + bufferSize);
            free(freed);
        }

        @Override
        public void registerNotificationEvent(NotificationEvent event) {
            if (events.contains(event)) {
                throw new PortClsException(Status.UNSUCCESSFUL, "registered already");
            }
            events.add(event);
            driver.calls.add("register");
        }

        @Override
        public void unregisterNotificationEvent(NotificationEvent event) {
            driver.calls.add("unregister");
            RuntimeException failure = driver.unregisterFailure;
            if (failure != null) {
                throw failure;
            }
            if (!events.remove(event)) {
                throw new PortClsException(Status.NOT_FOUND, "not registered");
            }
        }
    }

    /** Has packet mode in both directions. */
    public static final class Packets extends Notifying
            implements IMiniportWaveRTInputStream, IMiniportWaveRTOutputStream {
        Packets(FakeWave driver, IPortWaveRTStream portStream, boolean capture, DataFormat format) {
            super(driver, portStream, capture, format);
        }

        @Override
        public Optional<ReadPacket> getReadPacket() {
            return moved() == 0
                    ? Optional.empty()
                    : Optional.of(new ReadPacket(getPacketCount() - 1, 0, 1234, true));
        }

        @Override
        public void setWritePacket(int packetNumber, int flags, int eosPacketLength) {
            driver.calls.add(
                    "setWritePacket " + packetNumber + " " + flags + " " + eosPacketLength);
            if (packetNumber <= getPacketCount()) {
                throw new PortClsException(Status.DATA_LATE_ERROR, "late");
            }
        }

        @Override
        public PresentationPosition getOutputStreamPresentationPosition() {
            return new PresentationPosition(moved(), 77);
        }

        @Override
        public int getPacketCount() {
            return (int) (moved() / (frames() / packets()));
        }
    }

    /** A stream of an audio engine; writes down what is set. */
    public static final class Engine extends Notifying
            implements IMiniportStreamAudioEngineNode, IMiniportStreamAudioEngineNode2 {
        private boolean lfx;
        private boolean mute;
        private int volume;

        Engine(FakeWave driver, IPortWaveRTStream portStream, boolean capture, DataFormat format) {
            super(driver, portStream, capture, format);
        }

        @Override
        public boolean getLfxState() {
            return lfx;
        }

        @Override
        public void setLfxState(boolean enable) {
            lfx = enable;
        }

        @Override
        public int getStreamChannelCount(ChannelTargetType targetType) {
            return 2;
        }

        @Override
        public List<Stepping> getStreamAttributeSteppings(ChannelTargetType targetType) {
            return List.of(new Stepping(-96 * 65_536, 0, 65_536), new Stepping(-10, 10, 1));
        }

        @Override
        public int getStreamChannelVolume(int channel) {
            return volume + channel;
        }

        @Override
        public void setStreamChannelVolume(
                int channel, int targetVolume, CurveType curveType, long curveDuration100ns) {
            driver.calls.add(
                    "volume "
                            + channel
                            + " "
                            + targetVolume
                            + " "
                            + curveType
                            + " "
                            + curveDuration100ns);
            volume = targetVolume;
        }

        @Override
        public boolean getStreamChannelMute(int channel) {
            return mute;
        }

        @Override
        public void setStreamChannelMute(int channel, boolean newMute) {
            mute = newMute;
        }

        @Override
        public int getStreamChannelPeakMeter(int channel) {
            return 1000 + channel;
        }

        @Override
        public PresentationPosition getStreamPresentationPosition() {
            return new PresentationPosition(11, 22);
        }

        @Override
        public void setStreamCurrentWritePosition(int currentWritePosition) {
            driver.calls.add("write position " + currentWritePosition);
        }

        @Override
        public long getStreamLinearBufferPosition() {
            return 1L << 40;
        }

        @Override
        public void setStreamLoopbackProtection(LoopbackProtection protection) {
            driver.calls.add("protection " + protection);
        }

        @Override
        public void setStreamCurrentWritePositionForLastBuffer(int writePosition) {
            driver.calls.add("last write position " + writePosition);
        }
    }
}
