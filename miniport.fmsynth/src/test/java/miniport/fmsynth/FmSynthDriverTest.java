package miniport.fmsynth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;

import portcls.api.DevicePowerState;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.IoPort;
import portcls.api.adapter.ResourceType;
import portcls.api.ks.Categories;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsState;
import portcls.api.ks.MusicDataRange;
import portcls.api.ks.MusicTechnology;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.conformance.Rule;
import portcls.testkit.FakeResources;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Init, description, streams, power and close. */
final class FmSynthDriverTest {
    /** Registers whose status is what a test says. */
    private static IoPort answering(IntUnaryOperator status, int length) {
        return new IoPort() {
            private int reads;

            @Override
            public int read(int offset) {
                return status.applyAsInt(reads++);
            }

            @Override
            public void write(int offset, int value) {}

            @Override
            public int length() {
                return length;
            }

            @Override
            public String description() {
                return "I/O 0x388-0x38B";
            }
        };
    }

    private static <T extends Exception> T refused(Class<T> type, FakeResources resources) {
        PlainFmSynthMiniport miniport = new PlainFmSynthMiniport();
        T refusal =
                assertThrows(
                        type,
                        () ->
                                miniport.init(
                                        TestDevice.adapter("Test device"),
                                        resources,
                                        TestDevice.fakePort()));
        try {
            miniport.close();
        } catch (RuntimeException e) {
            throw new AssertionError("a close after a failed init must do nothing", e);
        }
        return refusal;
    }

    @Test
    void aChipThatDoesNotAnswerIsToldOf() {
        IOException failure = refused(IOException.class, FakeResources.of(answering(_ -> 0xFF, 4)));
        assertEquals(
                "Test device does not answer like an OPL3: its timer did not expire (status=0xff,"
                        + " then 0xff): see whether the device is there, and whether its address is"
                        + " right (I/O 0x388-0x38B)",
                failure.getMessage());
        failure = refused(IOException.class, FakeResources.of(answering(_ -> 0, 4)));
        assertTrue(failure.getMessage().contains("(status=0x00, then 0x00)"), failure::getMessage);
        failure =
                refused(
                        IOException.class,
                        FakeResources.of(answering(read -> read < 50 ? 0x06 : 0xC6, 4)));
        assertTrue(failure.getMessage().contains("is an OPL2"), failure::getMessage);
    }

    @Test
    void resourcesThatAreNotItsOwnAreRefused() {
        for (FakeResources resources :
                List.of(
                        FakeResources.of(),
                        FakeResources.of(FakeResources.any(ResourceType.DMA)),
                        FakeResources.of(answering(_ -> 0, 2)))) {
            PortClsException refusal = refused(PortClsException.class, resources);
            assertEquals(Status.DEVICE_CONFIGURATION_ERROR, refusal.status());
            assertTrue(refusal.toString().contains("resources=["), refusal::toString);
        }
    }

    @Test
    @Rule({"SUB-18", "MID-1"})
    void bothMiniportsAreSynthesizersAndOneHasAVolume() throws IOException {
        try (TestDevice plain = new TestDevice(new PlainFmSynthMiniport());
                TestDevice withVolume = new TestDevice(new FmSynthVolumeMiniport())) {
            assertDescribed(plain, List.of(NodeTypes.SYNTHESIZER));
            assertDescribed(withVolume, List.of(NodeTypes.SYNTHESIZER, NodeTypes.VOLUME));
        }
    }

    private static void assertDescribed(TestDevice device, List<?> nodes) {
        FilterDescriptor filter = device.miniport.getDescription();
        assertEquals("Test device", filter.name());
        MusicDataRange music = (MusicDataRange) filter.pins().get(0).dataRanges().get(0);
        assertEquals(MusicTechnology.FMSYNTH, music.technology());
        assertEquals(18, music.notes());
        assertTrue(filter.pins().get(0).isStreaming());
        assertFalse(filter.pins().get(1).isStreaming());
        assertEquals(nodes, filter.nodes().stream().map(NodeDescriptor::type).toList());
        assertTrue(filter.categories().contains(Categories.SYNTHESIZER));
        assertFalse(filter.categories().contains(Categories.CAPTURE));
        List<ConnectionDescriptor> wires = filter.connections();
        assertEquals(ConnectionDescriptor.pinToNode(0, 0), wires.getFirst());
        assertEquals(ConnectionDescriptor.nodeToPin(nodes.size() - 1, 1), wires.getLast());
        assertEquals(nodes.size() + 1, wires.size());
    }

    @Test
    void oneProgramAtATimePlaysAndNoneListens() throws IOException {
        try (TestDevice device = new TestDevice()) {
            assertStatus(device, false);
            assertStatus(device, true);
            device.stream.close();
            device.miniport.newStream(0, false, TestDevice.midi()).close();
        }
    }

    private static void assertStatus(TestDevice device, boolean capture) {
        PortClsException refusal =
                assertThrows(
                        PortClsException.class,
                        () -> device.miniport.newStream(0, capture, TestDevice.midi()));
        assertEquals(Status.INVALID_DEVICE_REQUEST, refusal.status());
    }

    @Test
    void eachStreamBeginsAsAtPowerOn() throws IOException {
        try (TestDevice device = new TestDevice()) {
            device.program(0, 16).on(0, 60).stream.setState(KsState.STOP);
            device.stream.close();
            device.left(TestDevice.SECOND);
            try (var next = device.miniport.newStream(0, false, TestDevice.midi())) {
                next.setState(KsState.RUN);
                next.write(ByteBuffer.wrap(new byte[] {(byte) 0x90, 60, 127}));
                int[] tone = device.left(3 * TestDevice.SECOND);
                int last = tone.length;
                assertTrue(
                        TestDevice.peak(Arrays.copyOfRange(tone, last - 5_000, last)) < 300,
                        "a piano, not the organ");
            }
        }
    }

    @Test
    void sleepSilencesAndWakingUpBringsTheChipBack() throws IOException {
        try (TestDevice device = new TestDevice()) {
            device.program(0, 16).on(0, 60);
            device.miniport.powerChangeNotify(DevicePowerState.D3);
            device.left(300);
            assertEquals(0, TestDevice.peak(device.left(2_000)));
            device.writes.clear();
            device.on(0, 62).stream.setState(KsState.STOP);
            assertEquals(List.of(), device.writes, "a chip that sleeps is not touched");
            device.miniport.powerChangeNotify(DevicePowerState.D0);
            device.on(0, 64);
            assertTrue(TestDevice.peak(device.left(4_000)) > 500);
        }
    }

    @Test
    void playingAllocatesNothing() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ByteBuffer bytes = ByteBuffer.allocateDirect(16);
        FmDevice device = new FmDevice("Test device", answering(read -> read == 0 ? 0 : 0xC0, 4));
        device.start();
        long fewest = Long.MAX_VALUE;
        for (int round = 0; round < 5 && fewest > 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int key = 0; key < 128; key++) {
                bytes.clear().put((byte) (0x90 | key % 16)).put((byte) key).put((byte) 100);
                bytes.put((byte) 0xE0).put((byte) key).put((byte) key);
                bytes.put((byte) 0xB0).put((byte) 7).put((byte) key);
                assertEquals(9, device.write(bytes.flip()));
            }
            fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, fewest);
    }

    @Test
    void closeLeavesASilentOpl2() throws IOException {
        TestDevice device = new TestDevice();
        device.program(0, 16).on(0, 60).left(1_000);
        device.close();
        device.left(300);
        assertEquals(0, TestDevice.peak(device.left(2_000)));
        assertEquals(0x105 << 8, device.writes.getLast());
    }
}
