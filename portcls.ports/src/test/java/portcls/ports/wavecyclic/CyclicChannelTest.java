package portcls.ports.wavecyclic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.ports.wavecyclic.CyclicBench.PACKET;
import static portcls.ports.wavecyclic.CyclicBench.fails;
import static portcls.ports.wavecyclic.CyclicBench.fillAll;
import static portcls.ports.wavecyclic.CyclicBench.range;
import static portcls.ports.wavecyclic.CyclicBench.readAll;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import portcls.api.IDmaChannel;
import portcls.api.Status;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.RemovalReason;
import portcls.api.client.WavePin;
import portcls.api.ks.ConnectionProperty;
import portcls.api.ks.DataFormat;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;
import portcls.api.wavecyclic.WaveCyclicStream;
import portcls.conformance.Rule;
import portcls.ports.port.OwnedPortCls;
import portcls.ports.port.PortDriver;
import portcls.ports.time.Dispatcher;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Whose channel it is, what the port uses of it, and when its buffer goes. */
class CyclicChannelTest {
    private final CyclicBench bench = new CyclicBench();

    @AfterEach
    void close() {
        bench.close();
    }

    /** A channel of the driver's own: samples are turned round on their way. */
    private static final class Converting implements IDmaChannel {
        private final MemorySegment buffer = Arena.ofAuto().allocate(38_400);
        final Set<String> used = new TreeSet<>();
        private int size = 38_400;

        @Override
        public void allocateBuffer(int bufferSize, long physicalAddressConstraint) {
            used.add("allocateBuffer");
        }

        @Override
        public void freeBuffer() {
            used.add("freeBuffer");
        }

        @Override
        public int transferCount() {
            used.add("transferCount");
            return 0;
        }

        @Override
        public int maximumBufferSize() {
            used.add("maximumBufferSize");
            return 38_400;
        }

        @Override
        public int allocatedBufferSize() {
            used.add("allocatedBufferSize");
            return 38_400;
        }

        @Override
        public int bufferSize() {
            return size;
        }

        @Override
        public void setBufferSize(int bufferSize) {
            used.add("setBufferSize");
            size = bufferSize;
        }

        @Override
        public MemorySegment systemAddress() {
            return buffer;
        }

        @Override
        public long physicalAddress() {
            used.add("physicalAddress");
            return 0;
        }

        @Override
        public void copyTo(long offset, MemorySegment source, long sourceOffset, long byteCount) {
            used.add("copyTo");
            for (long i = 0; i < byteCount; i += Integer.BYTES) {
                int frame = source.get(ValueLayout.JAVA_INT_UNALIGNED, sourceOffset + i);
                buffer.set(ValueLayout.JAVA_INT_UNALIGNED, offset + i, -frame);
            }
        }

        @Override
        public void copyFrom(
                MemorySegment destination, long destinationOffset, long offset, long byteCount) {
            used.add("copyFrom");
            for (long i = 0; i < byteCount; i += Integer.BYTES) {
                int frame = buffer.get(ValueLayout.JAVA_INT_UNALIGNED, offset + i);
                destination.set(ValueLayout.JAVA_INT_UNALIGNED, destinationOffset + i, -frame);
            }
        }
    }

    @Test
    @Rule({"WCY-12", "WCY-1"})
    void aDriversOwnChannelConvertsAndOnlyTheDocumentedMethodsAreUsed() {
        Converting own = new Converting();
        bench.driver.ownChannel = own;
        WavePin pin = bench.render(Buffer.ofMillis(100).packets(10));
        fillAll(pin);
        pin.run();
        bench.millis(100);
        assertEquals(
                range(1, 10 * PACKET + 1), bench.stream().played.stream().map(it -> -it).toList());
        pin.close();
        assertEquals(Set.of("allocatedBufferSize", "setBufferSize", "copyTo"), own.used);
        bench.unplug(RemovalReason.ORDERLY);
        assertEquals(3, own.used.size(), own.used.toString());
    }

    @Test
    @Rule({"WCY-12", "WCY-1", "WCY-3"})
    void whatIsRecordedComesThroughTheDriversOwnChannelToo() {
        Converting own = new Converting();
        bench.driver.ownChannel = own;
        WavePin pin = bench.capture(Buffer.ofMillis(100).packets(10));
        pin.run();
        List<Integer> got = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            bench.millis(10);
            got.addAll(readAll(pin));
        }
        assertEquals(range(1, 50 * PACKET + 1), got.stream().map(it -> -it).toList());
        pin.close();
        assertEquals(Set.of("allocatedBufferSize", "setBufferSize", "copyFrom"), own.used);
    }

    @Test
    void aChannelThatWasMadeForAStreamEndsWithIt() {
        WavePin pin = bench.render(Buffer.ofMillis(40));
        IDmaChannel channel = bench.stream().channel;
        assertEquals(38_400, channel.allocatedBufferSize());
        pin.close();
        assertEquals(0, channel.allocatedBufferSize());
    }

    @Test
    void aChannelThatADriverKeepsEndsWithTheDriver() {
        bench.plug();
        IDmaChannel kept = bench.driver.port().newMasterDmaChannel(1 << 20, true, true);
        kept.allocateBuffer(38_400, 0);
        bench.driver.ownChannel = kept;
        for (int i = 0; i < 3; i++) {
            try (WavePin pin =
                    bench.house
                            .published
                            .getLast()
                            .openRender(FakeCyclic.FORMAT, Buffer.ofMillis(40))) {
                pin.run();
                bench.millis(20);
            }
            assertEquals(38_400, kept.allocatedBufferSize());
        }
        bench.unplug(RemovalReason.ORDERLY);
        assertEquals(0, kept.allocatedBufferSize());
    }

    @Test
    void aThousandStreamsLeaveNothingBehind() {
        Filter filter = bench.plug();
        PortDriver port = Objects.requireNonNull(bench.port);
        OwnedPortCls owner = (OwnedPortCls) port.system();
        Dispatcher dispatcher = bench.house.devices.of(bench.device).dispatcher();
        int owned = owner.owned();
        int timers = dispatcher.timers();
        for (int i = 0; i < 1_000; i++) {
            try (WavePin pin = filter.openRender(FakeCyclic.FORMAT, Buffer.ofMillis(40))) {
                bench.stream().group.supportDelayedService();
                bench.stream().group.requestDelayedService(-1);
                pin.run();
                assertEquals(owned + 1, owner.owned());
                assertEquals(timers + 1, dispatcher.timers());
            }
            assertEquals(owned, owner.owned());
            assertEquals(timers, dispatcher.timers());
        }
        bench.stream().group.requestService();
        assertEquals(owned, owner.owned());
    }

    @Test
    void whatAStreamMadeThatCouldNotBeOpenedIsFreed() {
        List<IDmaChannel> made = new ArrayList<>();
        bench.driver =
                new FakeCyclic(bench.house.clock) {
                    @Override
                    public WaveCyclicStream newStream(int pin, boolean capture, DataFormat format) {
                        made.add(super.newStream(pin, capture, format).dmaChannel());
                        throw new IllegalStateException("no such converter");
                    }
                };
        Filter filter = bench.plug();
        fails(Status.UNSUCCESSFUL, () -> filter.openRender(FakeCyclic.FORMAT, Buffer.ofMillis(40)));
        assertEquals(1, made.size());
        assertEquals(0, made.getFirst().allocatedBufferSize());
    }

    @Test
    @Rule("FMT-14")
    void anotherRateIsTakenInStopAndAnotherSizeOfFramesNever() {
        WaveDataFormat slower = WaveDataFormat.of(WaveFormat.pcm(44_100, 16, 2));
        bench.driver.takes = slower;
        WavePin pin = bench.render(Buffer.ofMillis(100).packets(10));
        pin.run();
        fails(Status.INVALID_DEVICE_STATE, () -> pin.set(ConnectionProperty.DATAFORMAT, slower));
        pin.stop();
        WaveDataFormat narrow = WaveDataFormat.of(WaveFormat.pcm(48_000, 16, 1));
        fails(Status.NOT_SUPPORTED, () -> pin.set(ConnectionProperty.DATAFORMAT, narrow));
        assertEquals(0, bench.driver.calls("setFormat").size());
        pin.set(ConnectionProperty.DATAFORMAT, slower);
        assertEquals(slower, pin.get(ConnectionProperty.DATAFORMAT));
        assertEquals(2, bench.driver.calls("setNotificationFreq").size());
        bench.stream().played.clear();
        fillAll(pin);
        pin.run();
        bench.millis(50);
        assertEquals(range(1, 50 * 48 + 1), bench.stream().played);
        assertTrue(pin.removal().isEmpty());
    }
}
