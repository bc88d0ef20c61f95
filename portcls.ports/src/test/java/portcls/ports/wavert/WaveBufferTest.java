package portcls.ports.wavert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.ports.wave.WaveBench.fails;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.RemovalReason;
import portcls.api.client.Target;
import portcls.api.client.WavePin;
import portcls.api.ks.Categories;
import portcls.api.ks.ConnectionProperty;
import portcls.api.ks.KsState;
import portcls.api.ks.PinProperty;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;
import portcls.api.wavert.CacheType;
import portcls.api.wavert.HwLatency;
import portcls.api.wavert.IPortWaveRTStream;
import portcls.api.wavert.Mdl;
import portcls.api.wavert.NotificationEvent;
import portcls.api.wavert.RtAudioBuffer;
import portcls.api.wavert.RtAudioProperty;
import portcls.api.wavert.StreamRegisters;
import portcls.conformance.Rule;
import portcls.ports.FakeWave;
import portcls.ports.FakeWave.Kind;
import portcls.ports.wave.WaveBench;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/** The cyclic buffer: who makes it, where it lies, and that it is freed once. */
class WaveBufferTest {
    private final WaveBench bench = new WaveBench();
    private final FakeWave driver = bench.driver;

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    @Rule({"WRT-1", "WRT-6", "WRT-10", "STR-1", "STR-2", "STR-7"})
    void theBufferIsMadeOnceAndFreedOnceByTheMatchingCall() {
        WavePin pin = bench.render(Buffer.ofFrames(960).packets(2));
        assertEquals(KsState.STOP, pin.state());
        assertEquals(0, pin.transferredFrames());
        assertEquals(960, pin.bufferFrames());
        assertEquals(480, pin.packetFrames());
        assertEquals(
                List.of(
                        "newStream 0 render",
                        "allocateBufferWithNotification 2 3840",
                        "getHWLatency",
                        "register"),
                driver.calls);
        pin.run();
        pin.close();
        assertEquals(
                List.of(
                        "setState ACQUIRE",
                        "setState PAUSE",
                        "setState RUN",
                        "setState PAUSE",
                        "setState ACQUIRE",
                        "setState STOP",
                        "unregister",
                        "freeBufferWithNotification 3840",
                        "closeStream"),
                driver.calls.subList(4, driver.calls.size()));
        pin.close();
        assertEquals(1, driver.calls("free").size());
    }

    @Test
    @Rule({"WRT-1", "WRT-6"})
    void withoutNotificationsTheOtherPairOfCallsIsUsed() {
        driver.kind = Kind.PLAIN;
        bench.render(Buffer.ofFrames(960)).close();
        assertEquals(
                List.of(
                        "newStream 0 render",
                        "allocateAudioBuffer 3840",
                        "getHWLatency",
                        "freeAudioBuffer 3840",
                        "closeStream"),
                driver.calls);
    }

    @Test
    @Rule("WRT-6")
    void aSecondBufferIsRefusedAndTheFirstStays() {
        WavePin pin = bench.render(Buffer.ofFrames(960));
        fails(
                Status.INVALID_DEVICE_STATE,
                () -> pin.get(RtAudioProperty.BUFFER, Target.audioBuffer(4096)));
        fails(
                Status.INVALID_DEVICE_STATE,
                () ->
                        pin.get(
                                RtAudioProperty.BUFFER_WITH_NOTIFICATION,
                                Target.audioBuffer(4096, 2)));
        assertEquals(1, driver.calls("allocate").size());
        assertEquals(0, driver.calls("free").size());
        pin.run();
        WaveBench.poll(pin);
    }

    @Test
    @Rule({"WRT-6", "DYN-7"})
    void aDepartureFreesTheBufferOnce() {
        WavePin pin = bench.render(Buffer.ofFrames(960));
        pin.run();
        assertEquals(List.of(), bench.unplug(RemovalReason.SURPRISE));
        assertEquals(
                List.of("unregister", "freeBufferWithNotification 3840", "closeStream", "close"),
                driver.calls.subList(driver.calls.size() - 4, driver.calls.size()));
        pin.close();
        assertEquals(1, driver.calls("free").size());
        // The client's mapping stays readable as long as it holds it.
        assertEquals(0, WaveBench.frame(pin.buffer(), 0));
    }

    @Test
    @Rule("WRT-5")
    void aSmallerBufferIsFreedAndRefusedAndALargerOneIsTaken() {
        driver.sizeOf = wanted -> wanted - 400;
        Filter filter = bench.plug();
        PortClsException e =
                fails(
                        Status.UNSUCCESSFUL,
                        () -> filter.openRender(FakeWave.FORMAT, Buffer.ofFrames(960)));
        assertTrue(e.getMessage().contains("requested=3840 bytes, actual=3440"), e.getMessage());
        assertEquals(
                List.of("freeBufferWithNotification 3440", "closeStream"),
                driver.calls.subList(driver.calls.size() - 2, driver.calls.size()));
        driver.sizeOf = wanted -> 4096;
        try (WavePin pin = filter.openRender(FakeWave.FORMAT, Buffer.ofFrames(960))) {
            assertEquals(1024, pin.bufferFrames());
            assertEquals(512, pin.packetFrames());
            assertEquals(4096, pin.buffer().byteSize());
        }
        assertEquals(2, driver.calls("free").size());
    }

    @Test
    @Rule({"PKT-1", "WRT-6"})
    void theBufferIsAlwaysEqualPackets() {
        Filter filter = bench.plug();
        try (WavePin pin = filter.openRender(FakeWave.FORMAT, Buffer.ofFrames(1000).packets(3))) {
            assertEquals(1002, pin.bufferFrames());
            assertEquals(334, pin.packetFrames());
        }
        driver.sizeOf = wanted -> 4096;
        PortClsException e =
                fails(
                        Status.UNSUCCESSFUL,
                        () -> filter.openRender(FakeWave.FORMAT, Buffer.ofFrames(1000).packets(3)));
        assertTrue(e.getMessage().contains("no 3 equal packets"), e.getMessage());
        driver.sizeOf = wanted -> wanted + 2;
        fails(Status.UNSUCCESSFUL, () -> filter.openRender(FakeWave.FORMAT, Buffer.ofFrames(960)));
        assertEquals(driver.calls("allocate").size(), driver.calls("free").size());
        assertEquals(3, driver.calls("closeStream").size());
    }

    @Test
    @Rule({"WRT-6", "PIN-5"})
    void whateverFailsOnTheWayIsUndone() {
        Filter filter = bench.plug();
        driver.inNewStream =
                () -> {
                    throw new IllegalStateException("no stream today");
                };
        fails(Status.UNSUCCESSFUL, () -> filter.openRender(FakeWave.FORMAT, Buffer.ofFrames(960)));
        driver.inNewStream = () -> {};
        try (FilterHandle handle = filter.open()) {
            assertEquals(0, handle.get(PinProperty.CINSTANCES, Target.pin(0)).current());
        }
        driver.unregisterFailure = new IllegalStateException("cannot");
        filter.openRender(FakeWave.FORMAT, Buffer.ofFrames(960)).close();
        assertEquals(
                List.of("unregister", "freeBufferWithNotification 3840", "closeStream"),
                driver.calls.subList(driver.calls.size() - 3, driver.calls.size()));
        driver.unregisterFailure = null;
        driver.forgetsMemory = true;
        filter.openRender(FakeWave.FORMAT, Buffer.ofFrames(960)).close();
        driver.forgetsMemory = false;
        // All instances of the pin are free again.
        filter.openRender(FakeWave.FORMAT, Buffer.ofFrames(960)).close();
    }

    @Test
    @Rule({"WRT-2", "WRT-3", "WRT-4"})
    void memoryIsHandedOutInPagesMappedBeforeUseAndUnmappedBeforeItIsFreed() {
        bench.render(Buffer.ofFrames(960));
        IPortWaveRTStream memory = bench.stream().portStream();
        assertEquals(Optional.empty(), memory.allocatePagesForMdl(Long.MAX_VALUE, 0));
        assertEquals(Optional.empty(), memory.allocatePagesForMdl(0, 4096));
        assertEquals(
                Optional.empty(),
                memory.allocateContiguousPagesForMdl(0, Long.MAX_VALUE, 1L << 40));
        assertEquals(Optional.empty(), memory.allocateContiguousPagesForMdl(0, 100, 4096));
        Mdl pages = memory.allocateContiguousPagesForMdl(0, Long.MAX_VALUE, 5000).orElseThrow();
        assertEquals(8192, pages.byteCount());
        assertEquals(2, memory.getPhysicalPagesCount(pages));
        assertEquals(
                4096,
                memory.getPhysicalPageAddress(pages, 1) - memory.getPhysicalPageAddress(pages, 0));
        fails(Status.INVALID_PARAMETER, () -> memory.getPhysicalPageAddress(pages, 2));
        MemorySegment mapped = memory.mapAllocatedPages(pages, CacheType.CACHED);
        fails(
                Status.INVALID_PARAMETER,
                () -> memory.mapAllocatedPages(pages, CacheType.WRITE_COMBINED));
        fails(Status.INVALID_DEVICE_STATE, () -> memory.freePagesFromMdl(pages));
        fails(
                Status.INVALID_PARAMETER,
                () -> memory.unmapAllocatedPages(mapped.asSlice(4096), pages));
        memory.unmapAllocatedPages(mapped, pages);
        memory.freePagesFromMdl(pages);
        fails(Status.INVALID_PARAMETER, () -> memory.freePagesFromMdl(pages));
        Mdl foreign = () -> 4096;
        fails(Status.INVALID_PARAMETER, () -> memory.mapAllocatedPages(foreign, CacheType.CACHED));
    }

    @Test
    @Rule({"WRT-8", "WRT-9"})
    void eventsAreRegisteredOnceAndTheRestIsUnregisteredAtTheEnd() {
        WavePin pin = bench.render(Buffer.ofFrames(960));
        int[] ends = new int[2];
        NotificationEvent first = () -> ends[0]++;
        NotificationEvent second = () -> ends[1]++;
        pin.set(RtAudioProperty.REGISTER_NOTIFICATION_EVENT, first);
        pin.set(RtAudioProperty.REGISTER_NOTIFICATION_EVENT, second);
        fails(
                Status.UNSUCCESSFUL,
                () -> pin.set(RtAudioProperty.REGISTER_NOTIFICATION_EVENT, first));
        pin.run();
        bench.move(960);
        assertEquals(2, ends[0]);
        pin.set(RtAudioProperty.UNREGISTER_NOTIFICATION_EVENT, first);
        fails(
                Status.NOT_FOUND,
                () -> pin.set(RtAudioProperty.UNREGISTER_NOTIFICATION_EVENT, first));
        bench.move(480);
        assertEquals(2, ends[0]);
        assertEquals(3, ends[1]);
        pin.close();
        // The second one and the port's own.
        assertEquals(List.of(), bench.stream().events);
        assertEquals(4, driver.calls("unregister").size());
    }

    @Test
    @Rule({"WRT-1", "WRT-18"})
    void clientAndDeviceWorkInTheSameMemory() {
        WavePin pin = bench.render(Buffer.ofFrames(8).packets(2));
        assertEquals(bench.stream().memory().address(), pin.buffer().address());
        assertEquals(2, WaveBench.fillAll(pin));
        pin.run();
        bench.move(8);
        assertEquals(WaveBench.range(1, 9), bench.stream().played);
        // The port changed nothing of it.
        assertEquals(WaveBench.range(1, 9), WaveBench.frames(pin.buffer()));
    }

    @Test
    @Rule({"WRT-1", "WRT-10"})
    void aStreamRunsOnlyWithItsBuffer() {
        Filter filter = bench.plug();
        try (WaveRtPin bare = bare(filter)) {
            fails(Status.INVALID_DEVICE_STATE, bare::run);
            assertEquals(KsState.PAUSE, bare.state());
            bare.stop();
            fails(Status.INVALID_DEVICE_STATE, () -> bare.get(RtAudioProperty.HWLATENCY));
            driver.latency = new HwLatency(64, 1000, 2000);
            RtAudioBuffer made =
                    bare.get(RtAudioProperty.BUFFER_WITH_NOTIFICATION, Target.audioBuffer(4096, 2));
            assertEquals(4096, made.actualSize());
            assertFalse(made.callMemoryBarrier());
            assertEquals(made.buffer().address(), bench.stream().memory().address());
            assertEquals(new HwLatency(64, 1000, 2000), bare.get(RtAudioProperty.HWLATENCY));
            bare.run();
            assertEquals(StreamRegisters.UNTRACKED, bench.stream().registers().committed());
        }
        assertEquals(1, driver.calls("freeBufferWithNotification 4096").size());
    }

    @Test
    @Rule("WRT-1")
    void theDocumentedCountsAreOneAndTwoButClientsOfTheHouseMayHaveMore() {
        Filter filter = bench.plug();
        for (int count : new int[] {0, 3, -1}) {
            try (WaveRtPin bare = bare(filter)) {
                fails(
                        Status.INVALID_PARAMETER,
                        () ->
                                bare.get(
                                        RtAudioProperty.BUFFER_WITH_NOTIFICATION,
                                        Target.audioBuffer(4096, count)));
            }
        }
        try (WaveRtPin bare = bare(filter)) {
            fails(Status.INVALID_PARAMETER, () -> bare.get(RtAudioProperty.BUFFER, Target.self()));
            PortClsException e =
                    fails(
                            Status.INVALID_PARAMETER,
                            () -> bare.get(RtAudioProperty.BUFFER, Target.audioBuffer(3)));
            assertTrue(e.getMessage().contains("requestedBufferSize=3"), e.getMessage());
        }
        assertEquals(List.of(), driver.calls("allocate"));
        WavePin many =
                filter.openRender(
                        FakeWave.FORMAT, Buffer.ofFrames(6400).packets(Buffer.MAXIMUM_PACKETS));
        assertEquals(100, many.packetFrames());
        assertThrows(
                IllegalArgumentException.class,
                () -> Buffer.ofFrames(10).packets(Buffer.MAXIMUM_PACKETS + 1));
    }

    @Test
    @Rule({"WRT-19", "FMT-14"})
    void aStreamThatKeepsItsFormatRefusesAnotherAndGoesOn() {
        WavePin pin = bench.render(Buffer.ofFrames(960));
        WaveDataFormat other = WaveDataFormat.pcm(44_100, 16, 2);
        fails(
                Status.NOT_SUPPORTED,
                () -> pin.set(ConnectionProperty.DATAFORMAT, Target.self(), other));
        assertEquals(
                WaveDataFormat.of(FakeWave.FORMAT),
                pin.get(ConnectionProperty.DATAFORMAT, Target.self()));
        pin.run();
        assertEquals(FakeWave.FORMAT, pin.format());
    }

    /** Streams that share a sample clock: the driver refuses, the client tries what is left. */
    @Test
    @Rule({"FMT-15", "FMT-14"})
    void aDriverWithOneClockRefusesOtherRatesAndTheClientTriesLowerOnes() {
        Filter filter = bench.plug();
        WavePin neighbour = filter.openCapture(FakeWave.FORMAT, Buffer.ofFrames(960));
        neighbour.run();
        driver.takesRate = rate -> rate == 44_100;
        WavePin pin = filter.openRender(FakeWave.FORMAT, Buffer.ofFrames(960));
        int[] rates = {96_000, 64_000, 44_100};
        for (int rate : rates) {
            WaveDataFormat wish = WaveDataFormat.pcm(rate, 16, 2);
            if (rate == 44_100) {
                pin.set(ConnectionProperty.DATAFORMAT, Target.self(), wish);
                assertEquals(wish, pin.get(ConnectionProperty.DATAFORMAT, Target.self()));
            } else {
                fails(
                        Status.NOT_SUPPORTED,
                        () -> pin.set(ConnectionProperty.DATAFORMAT, Target.self(), wish));
                assertEquals(
                        WaveDataFormat.of(FakeWave.FORMAT),
                        pin.get(ConnectionProperty.DATAFORMAT, Target.self()));
            }
        }
        assertEquals(
                List.of("setFormat 96000", "setFormat 64000", "setFormat 44100"),
                driver.calls("setFormat"));
        assertEquals(KsState.RUN, neighbour.state());
    }

    @Test
    @Rule({"PIN-1", "FMT-10", "WRT-20"})
    void onlyAFormatOfThePinOpensItAndTheCategoryIsTheDrivers() {
        Filter filter = bench.plug();
        fails(
                Status.NO_MATCH,
                () -> filter.openRender(WaveFormat.float32(48_000, 2), Buffer.ofFrames(960)));
        fails(
                Status.NO_MATCH,
                () -> filter.openRender(WaveFormat.pcm(48_000, 16, 6), Buffer.ofFrames(960)));
        try (FilterHandle handle = filter.open()) {
            assertEquals(0, handle.firstWavePin(false));
            assertEquals(1, handle.firstWavePin(true));
            // The default intersection: the best of the range.
            assertEquals(WaveFormat.pcm(96_000, 16, 2), handle.preferredFormat(0));
            fails(
                    Status.INVALID_PARAMETER,
                    () -> handle.openWave(7, FakeWave.FORMAT, Buffer.ofFrames(960)));
        }
        assertTrue(filter.descriptor().categories().contains(Categories.REALTIME));
        FakeWave plain = new FakeWave();
        plain.descriptor =
                portcls.api.ks.FilterDescriptor.builder("Without")
                        .pin(plain.descriptor.pins().get(0))
                        .category(Categories.RENDER)
                        .build();
        Filter without =
                bench.house.bindWave(portcls.ports.TestHouse.device("test:two"), plain) != null
                        ? bench.house.published.getLast()
                        : filter;
        assertFalse(without.descriptor().categories().contains(Categories.REALTIME));
        try (FilterHandle handle = without.open()) {
            fails(Status.NOT_FOUND, () -> handle.firstWavePin(true));
        }
    }

    /** A pin without a buffer, as the documented properties find it. */
    private static WaveRtPin bare(Filter filter) {
        return (WaveRtPin)
                ((portcls.ports.filter.PortFilter) filter)
                        .openPin(
                                pins -> pins,
                                0,
                                portcls.api.ks.DataFlow.IN,
                                WaveDataFormat.of(FakeWave.FORMAT));
    }
}
