package miniport.wavepci;

import adapter.virtual.ac97.Ac97Settings;
import adapter.virtual.ac97.VirtualAc97;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.BusMemory;
import portcls.api.adapter.IoPort;
import portcls.api.client.Filter;
import portcls.api.time.ReferenceTime;
import portcls.ports.device.Devices;
import portcls.ports.registry.ConfigurationRegistry;
import portcls.ports.system.PortSystem;
import portcls.ports.time.HouseClock;
import portcls.ports.time.ManualClock;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Proxy;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A simulated device, the ports without a framework, and a clock that is moved by hand. */
final class House implements AutoCloseable {
    static final ValueLayout.OfShort SAMPLE =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    final HouseClock clock;
    final Devices devices;
    final List<Filter> published = new CopyOnWriteArrayList<>();
    final PortSystem system;
    final VirtualAc97 device;

    House(Map<String, Object> settings) {
        this(new ManualClock(), settings);
    }

    House(HouseClock clock, Map<String, Object> settings) {
        this.clock = clock;
        devices = new Devices(clock);
        system =
                new PortSystem(
                        devices,
                        (filter, _) -> {
                            published.add(filter);
                            return () -> published.remove(filter);
                        },
                        new ConfigurationRegistry(Optional::empty),
                        wanted -> {
                            throw new PortClsException(Status.NOT_FOUND, "no catalog: " + wanted);
                        },
                        Duration.ofSeconds(2),
                        (_, why) -> {
                            throw new AssertionError(why);
                        });
        device = new VirtualAc97(clock, settings(settings));
    }

    private static Ac97Settings settings(Map<String, Object> values) {
        return (Ac97Settings)
                Proxy.newProxyInstance(
                        House.class.getClassLoader(),
                        new Class<?>[] {Ac97Settings.class},
                        (_, method, _) ->
                                values.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    IoPort controller() {
        return (IoPort) device.resources().get(0);
    }

    IoPort codec() {
        return (IoPort) device.resources().get(1);
    }

    BusMemory bus() {
        return (BusMemory) device.resources().get(3);
    }

    /** Sets the mixer so that what is played is recorded as it is. */
    House open() {
        codec().writeWord(0x02, 0);
        codec().writeWord(0x18, 0x0808);
        codec().writeWord(0x1A, 0x0404);
        codec().writeWord(0x1C, 0);
        codec().writeWord(0x1E, 0);
        return this;
    }

    void millis(long millis) {
        ((ManualClock) clock).advance(ReferenceTime.millis(millis));
    }

    /** Bytes that are all different for some time, none of them 0. */
    static void fill(MemorySegment memory, long number) {
        for (long i = 0; i < memory.byteSize(); i++) {
            memory.set(ValueLayout.JAVA_BYTE, i, at(number + i));
        }
    }

    /** Byte of a number of such a stream. */
    static byte at(long number) {
        long mixed = (number + 1) * 0x9E37_79B9_7F4A_7C15L >>> 57;
        return (byte) (mixed == 0 ? 1 : mixed);
    }

    @Override
    public void close() {
        devices.close();
        device.close();
        clock.close();
    }
}
