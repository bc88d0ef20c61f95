package portcls.ports.wavepci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static portcls.ports.wavepci.PciBench.PACKET;
import static portcls.ports.wavepci.PciBench.THREE;
import static portcls.ports.wavepci.PciBench.fails;
import static portcls.ports.wavepci.PciBench.fillAll;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import portcls.api.Status;
import portcls.api.client.FilterHandle;
import portcls.api.client.Pin;
import portcls.api.client.Target;
import portcls.api.client.WavePin;
import portcls.api.ks.AllocatorFraming;
import portcls.api.ks.ConnectionProperty;
import portcls.api.ks.DataFormat;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;
import portcls.api.wavert.AudioPosition;
import portcls.api.wavert.WaveAudioProperty;
import portcls.conformance.Rule;
import portcls.ports.BuiltInProperties;

/** What a program may ask a stream beyond its packets. */
class PropertiesTest {
    private final PciBench bench = new PciBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    @Rule({"WPC-8", "WPC-9", "STR-1", "STR-6"})
    void thePlayPositionIsTheDevicesAndTheWritePositionTheEndOfTheNewestPiece() {
        bench.driver.ahead = 2;
        WavePin pin = bench.render(THREE);
        assertPosition(pin, 0, 0);
        fillAll(pin);
        assertPosition(pin, 0, 0);
        pin.run();
        bench.millis(3);
        assertPosition(pin, 3 * 48 * 4, 2 * PACKET * 4);
        for (int i = 0; i < 10; i++) {
            bench.millis(10);
            fillAll(pin);
        }
        // It grows over the end of the buffer.
        assertPosition(pin, 103 * 48 * 4, 12 * PACKET * 4);
        pin.pause();
        bench.millis(50);
        assertPosition(pin, 103 * 48 * 4, 12 * PACKET * 4);
        bench.stream().portStream.setPreFetchOffset(640);
        assertPosition(pin, 103 * 48 * 4, 103 * 48 * 4 + 640);
        pin.stop();
        assertPosition(pin, 0, 640);
        fails(Status.INVALID_PARAMETER, () -> bench.stream().portStream.setPreFetchOffset(-1));
    }

    @Test
    @Rule({"WPC-4", "WPC-9"})
    void aRecordingMayBeReadUpToWhatWasReleased() {
        WavePin pin = bench.capture(THREE);
        pin.run();
        bench.millis(25);
        assertPosition(pin, 25 * 48 * 4, 2 * PACKET * 4);
    }

    @Test
    @Rule("WPC-15")
    void theDriverTellsWhatBuffersItLikesAndIsNotObeyed() {
        bench.driver.framing = new AllocatorFraming(0, 5, 4096, 0x3F);
        WavePin pin = bench.render(THREE);
        assertEquals(
                bench.driver.framing, pin.get(ConnectionProperty.ALLOCATORFRAMING, Target.self()));
        assertEquals(PACKET, pin.packetFrames());
        assertEquals(3, pin.packets());
    }

    @Test
    @Rule("FMT-14")
    void aFormatIsTheStreamsToChangeAndTheOldOneStaysWhenItRefuses() {
        bench.plug();
        try (FilterHandle handle = bench.house.published.getLast().open()) {
            WavePin wave = handle.openWave(0, FakePci.FORMAT, THREE);
            DataFormat other = WaveDataFormat.of(WaveFormat.pcm(44_100, 16, 2));
            Pin pin = wave;
            fails(
                    Status.NOT_SUPPORTED,
                    () -> pin.set(ConnectionProperty.DATAFORMAT, Target.self(), other));
            assertEquals(
                    WaveDataFormat.of(FakePci.FORMAT),
                    pin.get(ConnectionProperty.DATAFORMAT, Target.self()));
            bench.driver.takes = other;
            pin.set(ConnectionProperty.DATAFORMAT, Target.self(), other);
            assertEquals(other, pin.get(ConnectionProperty.DATAFORMAT, Target.self()));
            assertEquals(2, bench.driver.calls("setFormat").size());
        }
    }

    private static void assertPosition(WavePin pin, long play, long write) {
        AudioPosition position = pin.get(WaveAudioProperty.POSITION, Target.self());
        assertEquals(play, position.playOffset(), "play");
        assertEquals(write, position.writeOffset(), "write");
    }

    @Test
    @Rule("PROP-5")
    void thePortItselfAnswersWhatEveryPortDoes() {
        BuiltInProperties.assertOfWave(bench.render(THREE), FakePci.FORMAT);
    }
}
