package portcls.ports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Pin;
import portcls.api.client.Target;
import portcls.api.client.WavePin;
import portcls.api.drm.DrmAudioStreamProperty;
import portcls.api.drm.DrmContent;
import portcls.api.ks.ConnectionProperty;
import portcls.api.ks.DataFormat;
import portcls.api.ks.KsState;
import portcls.api.ks.StreamProperty;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;
import portcls.api.wavert.WaveAudioProperty;

/** What the ports answer of an open pin without their drivers (PROP-5). */
public final class BuiltInProperties {
    private static final Target SELF = Target.self();

    private BuiltInProperties() {}

    /** Of a pin in STOP, whatever it carries. */
    public static void assertOf(Pin pin, DataFormat format) {
        assertEquals(KsState.STOP, pin.get(ConnectionProperty.STATE, SELF));
        pin.set(ConnectionProperty.STATE, SELF, KsState.PAUSE);
        assertEquals(KsState.PAUSE, pin.state());
        assertEquals(KsState.PAUSE, pin.get(ConnectionProperty.STATE, SELF));
        pin.set(ConnectionProperty.STATE, SELF, KsState.STOP);
        assertEquals(format, pin.get(ConnectionProperty.DATAFORMAT, SELF));
        assertEquals(0, pin.get(ConnectionProperty.ALLOCATORFRAMING, SELF).requirements());
        assertEquals(0, pin.get(StreamProperty.ALLOCATOR, SELF));
        assertEquals(0, pin.get(StreamProperty.MASTERCLOCK, SELF));
        pin.set(StreamProperty.MASTERCLOCK, SELF, 0L);
        assertEquals(
                Status.INVALID_PARAMETER,
                assertThrows(
                                PortClsException.class,
                                () -> pin.set(StreamProperty.MASTERCLOCK, SELF, 7L))
                        .status());
    }

    /** Of a pin in STOP that carries sound. */
    public static void assertOfWave(WavePin pin, WaveFormat format) {
        assertOf(pin, WaveDataFormat.of(format));
        assertEquals(0, pin.get(WaveAudioProperty.POSITION, SELF).playOffset());
        pin.set(DrmAudioStreamProperty.CONTENTID, SELF, DrmContent.DEFAULT);
    }
}
