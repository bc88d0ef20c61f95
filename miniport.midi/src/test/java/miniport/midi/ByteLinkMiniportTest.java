package miniport.midi;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsState;
import portcls.api.midi.IMiniportMidiStream;
import portcls.conformance.Rule;
import portcls.mpu401.BusyLimit;
import portcls.testkit.FakeMpu401;
import portcls.testkit.FakeResources;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/** A device that is a stream of bytes. */
final class ByteLinkMiniportTest {
    private final FakeSystem system = new FakeSystem();
    private final FakeByteLink link = new FakeByteLink(true, true);
    private final ByteLinkMiniport miniport = new ByteLinkMiniport();

    private void init() {
        miniport.init(system.adapter, FakeResources.of(link), system.port);
    }

    @Test
    void looksAsTheLinkCan() {
        assertEquals(FilterDescriptor.midi("Test device"), descriptionOf(true, true));
        assertEquals(FilterDescriptor.midiRender("Test device"), descriptionOf(true, false));
        assertEquals(FilterDescriptor.midiCapture("Test device"), descriptionOf(false, true));
    }

    private FilterDescriptor descriptionOf(boolean writable, boolean readable) {
        ByteLinkMiniport other = new ByteLinkMiniport();
        FakeByteLink byteLink = new FakeByteLink(writable, readable);
        other.init(system.adapter, FakeResources.of(byteLink), system.port);
        return other.getDescription();
    }

    @Test
    void refusesADeviceWithoutALink() {
        for (FakeResources resources :
                List.of(
                        FakeResources.of(),
                        FakeResources.of(new FakeMpu401()),
                        FakeResources.of(new FakeByteLink(false, false)))) {
            PortClsException refusal =
                    assertThrows(
                            PortClsException.class,
                            () -> miniport.init(system.adapter, resources, system.port));
            assertEquals(Status.DEVICE_CONFIGURATION_ERROR, refusal.status());
        }
        miniport.close();
        assertEquals(List.of(), system.events);
    }

    @Test
    @Rule("SUB-14")
    void arrivalNotifiesTheGroupThatWasRegisteredInInit() {
        init();
        Objects.requireNonNull(link.listener).run();
        assertEquals(List.of("group", "notify"), system.events);
    }

    @Test
    void rendersAsMuchAsTheLinkTakes() throws IOException {
        init();
        IMiniportMidiStream out = miniport.newStream(0, false, DataFormat.midi());
        link.room = 4;
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5});
        assertEquals(4, out.write(bytes));
        link.room = 4;
        assertEquals(1, out.write(bytes));
        assertEquals(List.of(1, 2, 3, 4, 5), link.sent);
    }

    @Test
    @Rule("MID-10")
    void linkThatStaysFullIsBroken() throws IOException {
        init();
        IMiniportMidiStream out = miniport.newStream(0, false, DataFormat.midi());
        link.room = 0;
        ByteBuffer bytes = ByteBuffer.allocate(1);
        for (int i = 1; i < BusyLimit.ATTEMPTS; i++) {
            assertEquals(0, out.write(bytes));
        }
        assertThrows(IOException.class, () -> out.write(bytes));
    }

    @Test
    void capturesInRunAloneAndKeepsNothingForLater() throws IOException {
        init();
        IMiniportMidiStream in = miniport.newStream(1, true, DataFormat.midi());
        in.setState(KsState.PAUSE);
        link.input.add(1);
        miniport.service();
        assertTrue(link.input.isEmpty());

        in.setState(KsState.RUN);
        link.input.add(2);
        miniport.service();
        ByteBuffer buffer = ByteBuffer.allocate(8);
        assertEquals(1, in.read(buffer));
        assertEquals(2, buffer.get(0));

        in.setState(KsState.PAUSE);
        link.input.add(3);
        miniport.service();
        in.setState(KsState.RUN);
        assertEquals(0, in.read(buffer));
    }

    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void linkThatNeverRunsDryDoesNotHoldTheDispatchThread() {
        init();
        link.endless = true;
        assertDoesNotThrow(miniport::service);
    }

    @Test
    void brokenLinkIsToldToWhoListens() throws IOException {
        init();
        IMiniportMidiStream in = miniport.newStream(1, true, DataFormat.midi());
        link.broken = true;
        miniport.service();
        in.setState(KsState.RUN);
        assertThrows(IOException.class, () -> in.read(ByteBuffer.allocate(1)));
    }

    @Test
    void closeLetsGoOfTheLink() {
        init();
        miniport.close();
        assertNull(link.listener);
    }
}
