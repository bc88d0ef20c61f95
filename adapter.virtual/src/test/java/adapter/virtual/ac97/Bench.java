package adapter.virtual.ac97;

import portcls.api.adapter.BusMemory;
import portcls.api.adapter.InterruptLine;
import portcls.api.adapter.IoPort;
import portcls.api.time.ReferenceTime;
import portcls.testkit.FakeFramework;
import portcls.testkit.TestClock;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Map;

/** A device, memory that it reaches, and a driver that writes its registers by hand. */
final class Bench implements AutoCloseable {
    static final int OUT = 0x10;
    static final int IN = 0x00;
    static final int MIC = 0x20;
    static final int ALL = Engine.RPBM | Engine.LVBIE | Engine.FEIE | Engine.IOCE;
    static final ValueLayout.OfShort SAMPLE =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt WORD =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    final TestClock clock = new TestClock();
    final VirtualAc97 device;
    final IoPort nabm;
    final IoPort nam;
    final InterruptLine line;
    final BusMemory bus;

    /** A list of descriptors, and 64 KiB of sound. */
    final MemorySegment list = Arena.ofAuto().allocate(256, 8);

    final MemorySegment sound = Arena.ofAuto().allocate(1 << 16, 8);
    final long listAt;
    final long soundAt;

    int interrupts;

    Bench(Map<String, Object> settings) {
        device = new VirtualAc97(clock, FakeFramework.settings(Ac97Settings.class, settings));
        nabm = (IoPort) device.resources().get(0);
        nam = (IoPort) device.resources().get(1);
        line = (InterruptLine) device.resources().get(2);
        bus = (BusMemory) device.resources().get(3);
        listAt = bus.map(list);
        soundAt = bus.map(sound);
    }

    Bench() {
        this(Map.of("input", "silence"));
    }

    /** Sets gains to none. */
    Bench open() {
        nam.writeWord(Codec.MASTER, 0);
        nam.writeWord(Codec.PCM_OUT, 0x0808);
        nam.writeWord(Codec.RECORD_GAIN, 0);
        nam.writeWord(Codec.MIC_RECORD_GAIN, 0);
        return this;
    }

    /** A handler that counts and takes the events of all engines. */
    Bench handle() {
        line.connect(
                () -> {
                    interrupts++;
                    for (int engine : new int[] {IN, OUT, MIC}) {
                        nabm.writeWord(engine + Engine.SR, status(engine));
                    }
                    return true;
                });
        return this;
    }

    void describe(int index, long address, int samples, int flags) {
        list.set(WORD, index * 8L, (int) address);
        list.set(WORD, index * 8L + 4, samples | flags);
    }

    /** Starts an engine on the list. */
    void start(int engine, int last) {
        nabm.writeDoubleWord(engine, (int) listAt);
        nabm.write(engine + Engine.LVI, last);
        nabm.write(engine + Engine.CR, ALL);
    }

    int status(int engine) {
        return nabm.readWord(engine + Engine.SR);
    }

    int civ(int engine) {
        return nabm.read(engine + Engine.CIV);
    }

    int picb(int engine) {
        return nabm.readWord(engine + Engine.PICB);
    }

    /** Numbers the samples of the sound. */
    void ramp() {
        for (int i = 0; i < sound.byteSize() / 2; i++) {
            sound.set(SAMPLE, 2L * i, (short) (i + 1));
        }
    }

    short sample(int index) {
        return sound.get(SAMPLE, 2L * index);
    }

    /** Lets so many frames pass. */
    void frames(int count, int rate) {
        clock.advance(Math.ceilDiv(count * ReferenceTime.SECOND, rate));
    }

    void frames(int count) {
        frames(count, 48_000);
    }

    @Override
    public void close() {
        device.close();
    }
}
