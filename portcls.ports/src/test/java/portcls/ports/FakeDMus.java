package portcls.ports;

import org.jspecify.annotations.Nullable;

import portcls.api.IMasterClock;
import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.adapter.Adapter;
import portcls.api.dmus.DMusKernelEvent;
import portcls.api.dmus.DMusStream;
import portcls.api.dmus.IAllocatorMXF;
import portcls.api.dmus.IMXF;
import portcls.api.dmus.IMiniportDMus;
import portcls.api.dmus.IPortDMus;
import portcls.api.dmus.ISynthSinkDMus;
import portcls.api.dmus.SampleClock;
import portcls.api.dmus.StreamType;
import portcls.api.ks.AudioDataRange;
import portcls.api.ks.Categories;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataFormat;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsId;
import portcls.api.ks.KsState;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.WaveDataFormat;
import portcls.api.time.ReferenceTime;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A DMus miniport that writes down what is asked of it. Its synthesizer sounds each event as one
 * sample, at the frame where the event is heard.
 */
public class FakeDMus implements IMiniportDMus {
    /** Pin ids of {@link #synth}. */
    public static final int MUSIC = 0;

    public static final int WAVE = 1;
    public static final int NODE = 0;

    /** Pin ids of {@link #device}. */
    public static final int OUT = 0;

    public static final int IN = 1;

    /** Every call, in order. */
    public final List<String> calls = new CopyOnWriteArrayList<>();

    /** What was delivered, one entry an event: master time in ms, its stamp in ms, what it is. */
    public final List<String> delivered = new CopyOnWriteArrayList<>();

    /** What a capture stream does when it is notified. */
    public final ConcurrentLinkedQueue<Consumer<Stream>> device = new ConcurrentLinkedQueue<>();

    public final List<Stream> streams = new CopyOnWriteArrayList<>();
    public final List<Sound> sounds = new CopyOnWriteArrayList<>();
    public FilterDescriptor descriptor = device("Fake music");
    public long preFetch;
    public @Nullable IServiceGroup group;
    public @Nullable IServiceGroup streamGroup;
    public @Nullable IPortDMus port;
    public boolean soundIsPlain;
    public @Nullable KsState refused;

    /** What is done with an event; by default it is written down and given back. */
    public Handler handler = Stream::play;

    /** Does something with an event. */
    public interface Handler {
        void handle(Stream stream, DMusKernelEvent event) throws IOException;
    }

    /** A device with a pin in each direction that has both kinds of music. */
    public static FilterDescriptor device(String name) {
        return FilterDescriptor.builder(name)
                .pin(
                        PinDescriptor.streaming(
                                        DataFlow.IN,
                                        PinCategories.MIDI_RENDER,
                                        DataRange.directMusic(),
                                        DataRange.midi())
                                .instances(4, 4))
                .pin(
                        PinDescriptor.streaming(
                                        DataFlow.OUT,
                                        PinCategories.MIDI_CAPTURE,
                                        DataRange.directMusic(),
                                        DataRange.midi())
                                .instances(4, 4))
                .category(Categories.AUDIO)
                .category(Categories.RENDER)
                .build();
    }

    /** A synthesizer with a wave pin. */
    public static FilterDescriptor synth(String name, NodeDescriptor node) {
        return FilterDescriptor.builder(name)
                .pin(
                        PinDescriptor.streaming(
                                        DataFlow.IN,
                                        PinCategories.MIDI_RENDER,
                                        DataRange.directMusic(),
                                        DataRange.midi())
                                .instances(8, 8))
                .pin(
                        PinDescriptor.streaming(
                                        DataFlow.OUT,
                                        KsId.of(
                                                "3e8a0a5c-7a1b-4d53-9a3e-2d1c3a0c7f10",
                                                "SYNTH_OUT"),
                                        AudioDataRange.pcm(2, 8000, 48_000))
                                .instances(4, 4))
                .node(node)
                .connect(ConnectionDescriptor.pinToNode(MUSIC, NODE))
                .connect(ConnectionDescriptor.nodeToPin(NODE, WAVE))
                .category(Categories.AUDIO)
                .category(Categories.SYNTHESIZER)
                .build();
    }

    /** Makes it a synthesizer. */
    public FakeDMus asSynth() {
        descriptor = synth("Fake synth", NodeDescriptor.of(NodeTypes.SYNTHESIZER));
        return this;
    }

    @Override
    public FilterDescriptor getDescription() {
        return descriptor;
    }

    @Override
    public void init(Adapter adapter, IResourceList resources, IPortDMus newPort)
            throws IOException {
        calls.add("init");
        port = newPort;
    }

    @Override
    public @Nullable IServiceGroup serviceGroup() {
        return group;
    }

    @Override
    public void service() {
        calls.add("service");
    }

    @Override
    public DMusStream newStream(
            int pin,
            StreamType type,
            DataFormat format,
            IAllocatorMXF allocator,
            IMasterClock masterClock)
            throws IOException {
        calls.add("newStream " + pin + " " + type + " " + format.subFormat().name());
        if (type == StreamType.WAVE_SINK && !soundIsPlain) {
            Sound sound = new Sound((WaveDataFormat) format);
            sounds.add(sound);
            return DMusStream.of(sound);
        }
        Stream stream = new Stream(type, allocator, masterClock);
        streams.add(stream);
        return new DMusStream(stream, streamGroup, type == StreamType.MIDI_RENDER ? preFetch : 0);
    }

    @Override
    public void close() {
        calls.add("close");
    }

    /** The calls that begin with a word. */
    public List<String> calls(String word) {
        return calls.stream().filter(call -> call.startsWith(word)).toList();
    }

    /** Has a capture stream do something, and notifies. */
    public void arrive(Consumer<Stream> what) {
        device.add(what);
        Objects.requireNonNull(port).notify(null);
    }

    /** What an event is, for comparisons: its group, flags and bytes; a package in brackets. */
    public static String text(DMusKernelEvent event) {
        StringBuilder text = new StringBuilder();
        for (DMusKernelEvent e = event; e != null; e = e.next()) {
            text.append(text.isEmpty() ? "" : " + ");
            text.append(e.channelGroup()).append(e.isIncomplete() ? "~" : ":");
            if (e.packaged() != null) {
                text.append('[').append(text(Objects.requireNonNull(e.packaged()))).append(']');
            }
            byte[] bytes = new byte[e.length()];
            e.copyTo(bytes, 0);
            text.append(
                    bytes.length > 12 ? "(" + bytes.length + ")" : HexFormat.of().formatHex(bytes));
        }
        return text.toString();
    }

    /** A stream that writes down what is asked of it. */
    public class Stream implements IMXF {
        public final StreamType type;
        public final IAllocatorMXF allocator;
        public final IMasterClock clock;
        public KsState state = KsState.STOP;
        public @Nullable IMXF output;
        private final Deque<DMusKernelEvent> held = new ArrayDeque<>();

        Stream(StreamType type, IAllocatorMXF allocator, IMasterClock clock) {
            this.type = type;
            this.allocator = allocator;
            this.clock = clock;
        }

        @Override
        public void setState(KsState newState) throws IOException {
            calls.add("setState " + newState);
            if (newState == refused) {
                throw new IOException("the fake refuses " + newState);
            }
            state = newState;
            if (newState == KsState.STOP) {
                synchronized (held) {
                    held.forEach(allocator::putMessage);
                    held.clear();
                }
            }
        }

        @Override
        public void putMessage(@Nullable DMusKernelEvent event) throws IOException {
            if (event == null) {
                calls.add("fetch");
                Consumer<Stream> next = device.poll();
                while (next != null) {
                    next.accept(this);
                    next = device.poll();
                }
                return;
            }
            handler.handle(this, event);
        }

        @Override
        public void connectOutput(IMXF sink) {
            calls.add("connect");
            output = sink;
            if (sink instanceof Sound sound) {
                sound.sources.add(this);
            }
        }

        @Override
        public void disconnectOutput(IMXF sink) {
            calls.add("disconnect");
            if (sink instanceof Sound sound) {
                sound.sources.remove(this);
            }
            output = null;
        }

        @Override
        public void close() {
            calls.add("closeStream " + type);
        }

        /** Writes the event down and gives it back. */
        public void play(DMusKernelEvent event) {
            delivered.add(
                    clock.getTime() / ReferenceTime.MILLISECOND
                            + "/"
                            + event.presentationTime100ns() / ReferenceTime.MILLISECOND
                            + " "
                            + text(event));
            allocator.putMessage(event);
        }

        /** Keeps the event until it is rendered, or until STOP. */
        public void hold(DMusKernelEvent event) {
            synchronized (held) {
                held.add(event);
            }
        }

        /** Sends bytes to what it is connected to. */
        public void send(long time100ns, int group, int flags, byte... bytes) {
            DMusKernelEvent event = Objects.requireNonNull(allocator.getMessage());
            if (bytes.length > event.capacity() && !allocator.getBuffer(event)) {
                throw new AssertionError("no buffer");
            }
            event.set(bytes, 0, bytes.length);
            event.setPresentationTime100ns(time100ns);
            event.setChannelGroup(group);
            event.setFlags(flags);
            pass(event);
        }

        /** Hands an event to what it is connected to. */
        public void pass(DMusKernelEvent event) {
            try {
                IMXF target = output;
                (target == null ? allocator : target).putMessage(event);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** The sound: one sample for each event. */
    public class Sound implements ISynthSinkDMus {
        public final List<Stream> sources = new CopyOnWriteArrayList<>();
        public final List<String> renders = new ArrayList<>();
        public volatile long slices;
        public boolean quiet;
        public volatile @Nullable RuntimeException failure;
        private final WaveDataFormat format;
        private final SampleClock samples;

        Sound(WaveDataFormat format) {
            this.format = format;
            samples = new SampleClock(format.format().samplesPerSecond());
        }

        @Override
        public void setState(KsState state) {
            calls.add("sound " + state);
        }

        @Override
        public void putMessage(@Nullable DMusKernelEvent event) {
            throw new AssertionError("the streams keep their events here");
        }

        @Override
        public void close() {
            calls.add("closeSound");
        }

        @Override
        public void syncToMaster(long time100ns, boolean start) {
            if (start) {
                calls.add("sync start");
                samples.start(time100ns);
            } else {
                samples.correct(rendered, time100ns);
            }
        }

        private long rendered;

        @Override
        public void render(MemorySegment buffer, long bytePosition) {
            slices++;
            RuntimeException thrown = failure;
            if (thrown != null) {
                throw thrown;
            }
            int frameBytes = format.format().blockAlign();
            long first = bytePosition / frameBytes;
            long frames = buffer.byteSize() / frameBytes;
            rendered = first + frames;
            buffer.fill((byte) 0);
            if (!quiet && renders.size() < 1000) {
                renders.add(first + "+" + frames);
            }
            for (Stream source : sources) {
                synchronized (source.held) {
                    render(buffer, first, frames, frameBytes, source);
                }
            }
        }

        private void render(
                MemorySegment buffer, long first, long frames, int frameBytes, Stream source) {
            DMusKernelEvent event = source.held.peek();
            while (event != null) {
                long frame = samples.refTimeToSample(event.presentationTime100ns());
                if (frame >= first + frames) {
                    break;
                }
                long at = Math.max(0, frame - first) * frameBytes;
                if (event.length() > 2) {
                    short value = (short) (event.byteAt(1) << 8 | event.byteAt(2));
                    buffer.set(ValueLayout.JAVA_SHORT_UNALIGNED, at, value);
                }
                source.held.poll();
                source.allocator.putMessage(event);
                event = source.held.peek();
            }
        }

        @Override
        public long sampleToRefTime(long sample) {
            return samples.sampleToRefTime(sample);
        }

        @Override
        public long refTimeToSample(long time100ns) {
            return samples.refTimeToSample(time100ns);
        }
    }
}
