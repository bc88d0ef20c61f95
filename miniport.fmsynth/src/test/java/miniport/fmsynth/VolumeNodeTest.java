package miniport.fmsynth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.api.DevicePowerState;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.BasicSupport;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyRequest;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The volume node, asked as the port asks it. */
final class VolumeNodeTest {
    private static final int DECIBEL = 65_536;

    private static final Duration LATE = Duration.ofHours(1);

    private final Map<String, Object> registry = new ConcurrentHashMap<>();
    private TestDevice device;
    private PropertyItem<Integer> volume;

    @BeforeEach
    void open() throws IOException {
        open(LATE);
    }

    @SuppressWarnings("unchecked") // the item of a key has the key's type
    private void open(Duration delay) throws IOException {
        device = new TestDevice(new FmSynthVolumeMiniport(delay), registry);
        volume =
                (PropertyItem<Integer>)
                        device.miniport
                                .getDescription()
                                .nodes()
                                .get(1)
                                .automation()
                                .property(AudioProperty.SET, AudioProperty.VOLUMELEVEL.id())
                                .orElseThrow();
        device.program(0, 80).control(0, 7, 127).on(0, 60);
    }

    @AfterEach
    void close() throws IOException {
        device.close();
    }

    @SuppressWarnings("unchecked") // a proxy of exactly that type
    private static PropertyRequest<Integer> request(int channel) {
        return (PropertyRequest<Integer>)
                Proxy.newProxyInstance(
                        VolumeNodeTest.class.getClassLoader(),
                        new Class<?>[] {PropertyRequest.class},
                        (_, method, _) -> {
                            if (method.getName().equals("channel")) {
                                return channel;
                            }
                            throw new UnsupportedOperationException(method.getName());
                        });
    }

    private void set(int level) throws IOException {
        Objects.requireNonNull(volume.setter()).set(request(-1), level);
    }

    private @Nullable Integer get() throws IOException {
        return Objects.requireNonNull(volume.getter()).get(request(0));
    }

    private int peak() {
        return TestDevice.peak(device.left(4_000));
    }

    @Test
    void whatSoundsAndWhatWillSoundIsAttenuated() throws IOException {
        int full = peak();
        set(-12 * DECIBEL);
        assertEquals(-12, 20 * Math.log10((double) peak() / full), 0.3);
        device.off(0, 60).left(20_000);
        device.on(0, 60);
        assertEquals(-12, 20 * Math.log10((double) peak() / full), 0.3);
        set(0);
        assertEquals(full, peak());
    }

    @Test
    void levelsAreThoseThatTheChipHas() throws IOException {
        assertEquals(0, get());
        set(-DECIBEL);
        assertEquals(-3 * DECIBEL / 4, get());
        set(20 * DECIBEL);
        assertEquals(0, get());
        set(-90 * DECIBEL);
        assertEquals(-63 * 3 * DECIBEL / 4, get());
        assertTrue(peak() > 0);
        set(Integer.MIN_VALUE);
        assertEquals(Integer.MIN_VALUE, get());
        assertEquals(0, peak());
    }

    @Test
    void whatWasSetIsSetAgainWhenTheDeviceIsBack() throws IOException {
        int full = peak();
        set(-12 * DECIBEL);
        assertEquals(Map.of(), registry, "it has time");
        device.close();
        open();
        assertEquals(-12 * DECIBEL, get());
        assertEquals(-12, 20 * Math.log10((double) peak() / full), 0.3);
        set(Integer.MIN_VALUE);
        device.close();
        open();
        assertEquals(Integer.MIN_VALUE, get());
        assertEquals(0, peak());
    }

    @Test
    void itIsWrittenSomeTimeAfterTheChange() throws IOException {
        device.close();
        open(Duration.ofMillis(5));
        for (int level = -3; level <= 0; level += 3) {
            set(level * DECIBEL);
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!Integer.valueOf(level * DECIBEL).equals(registry.get("Volume"))) {
                assertTrue(System.nanoTime() < end, "not written: " + registry);
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void whatIsDamagedIsIgnored() throws IOException {
        device.close();
        registry.put("Volume", "loud");
        open();
        assertEquals(0, get());
        device.close();
        registry.put("Volume", 99 * DECIBEL);
        open();
        assertEquals(0, get(), "clamped");
    }

    @Test
    void aChipThatSleepsIsNotTouchedAndHasTheVolumeWhenItIsBack() throws IOException {
        int full = peak();
        device.miniport.powerChangeNotify(DevicePowerState.D3);
        device.left(300);
        device.writes.clear();
        set(-12 * DECIBEL);
        assertEquals(List.of(), device.writes);
        device.miniport.powerChangeNotify(DevicePowerState.D0);
        device.on(0, 60);
        assertEquals(-12, 20 * Math.log10((double) peak() / full), 0.3);
    }

    @Test
    void basicSupportTellsRangeAndStep() {
        BasicSupport support = Objects.requireNonNull(volume.supporter()).support(request(-1));
        assertEquals(2, support.ranges().size());
        assertEquals(
                new BasicSupport.Stepping(-63 * 3 * DECIBEL / 4, 0, 3 * DECIBEL / 4),
                support.ranges().getFirst());
        assertTrue(support.uniform());
    }

    @Test
    void aChannelThatIsNotThereIsRefused() {
        PortClsException refusal =
                assertThrows(
                        PortClsException.class,
                        () -> Objects.requireNonNull(volume.setter()).set(request(2), 0));
        assertEquals(Status.INVALID_PARAMETER, refusal.status());
        assertTrue(refusal.toString().contains("channel=2"), refusal::toString);
    }
}
