package portcls.api.wavert;

import portcls.api.ks.KsId;
import portcls.api.ks.KsLayout;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.ValueType;

import java.lang.foreign.MemorySegment;

/**
 * KSPROPSETID_RtAudio ({@code ksproperty-rtaudio-*}): asked of an open WaveRT pin, served by the
 * port. Java programs have the same as methods of {@link portcls.api.client.WavePin}.
 */
public final class RtAudioProperty {
    public static final KsId SET =
            KsId.of("a855a48c-2f78-4729-9051-1968746b9eef", "KSPROPSETID_RtAudio");

    /** Makes the cyclic buffer; {@link portcls.api.client.Target#audioBuffer(int)}. */
    public static final PropertyKey<RtAudioBuffer> BUFFER = buffer(1, "BUFFER");

    public static final PropertyKey<HwLatency> HWLATENCY =
            key(
                    2,
                    "HWLATENCY",
                    new ValueType<>(
                            "KSRTAUDIO_HWLATENCY",
                            12,
                            v ->
                                    KsLayout.little(12)
                                            .putInt(v.fifoSize())
                                            .putInt((int) v.chipsetDelay100ns())
                                            .putInt((int) v.codecDelay100ns())
                                            .array(),
                            b -> new HwLatency(b.getInt(), b.getInt(), b.getInt())));

    /** Maps the position register; {@link portcls.api.client.Target#self()}. */
    public static final PropertyKey<HwRegister> POSITIONREGISTER = register(3, "POSITIONREGISTER");

    /** Maps the clock register. */
    public static final PropertyKey<HwRegister> CLOCKREGISTER = register(4, "CLOCKREGISTER");

    /** Makes the cyclic buffer; {@link portcls.api.client.Target#audioBuffer(int, int)}. */
    public static final PropertyKey<RtAudioBuffer> BUFFER_WITH_NOTIFICATION =
            buffer(5, "BUFFER_WITH_NOTIFICATION");

    public static final PropertyKey<NotificationEvent> REGISTER_NOTIFICATION_EVENT =
            event(6, "REGISTER_NOTIFICATION_EVENT");
    public static final PropertyKey<NotificationEvent> UNREGISTER_NOTIFICATION_EVENT =
            event(7, "UNREGISTER_NOTIFICATION_EVENT");
    public static final PropertyKey<Boolean> QUERY_NOTIFICATION_SUPPORT =
            key(8, "QUERY_NOTIFICATION_SUPPORT", ValueType.BOOL);
    public static final PropertyKey<Integer> PACKETCOUNT = key(9, "PACKETCOUNT", ValueType.ULONG);
    public static final PropertyKey<PresentationPosition> PRESENTATION_POSITION =
            key(10, "PRESENTATION_POSITION", WaveValues.PRESENTATION_POSITION);
    public static final PropertyKey<ReadPacket> GETREADPACKET =
            key(
                    11,
                    "GETREADPACKET",
                    new ValueType<>(
                            "KSRTAUDIO_GETREADPACKET_INFO",
                            24,
                            v ->
                                    KsLayout.little(24)
                                            .putInt(v.packetNumber())
                                            .putInt(v.flags())
                                            .putLong(v.time100ns())
                                            .putInt(v.moreData() ? 1 : 0)
                                            .array(),
                            b ->
                                    new ReadPacket(
                                            b.getInt(), b.getInt(), b.getLong(), b.getInt() != 0)));
    public static final PropertyKey<WritePacket> SETWRITEPACKET =
            key(
                    12,
                    "SETWRITEPACKET",
                    new ValueType<>(
                            "KSRTAUDIO_SETWRITEPACKET_INFO",
                            12,
                            v ->
                                    KsLayout.little(12)
                                            .putInt(v.packetNumber())
                                            .putInt(v.flags())
                                            .putInt(v.eosPacketLength())
                                            .array(),
                            b -> new WritePacket(b.getInt(), b.getInt(), b.getInt())));

    private RtAudioProperty() {}

    private static PropertyKey<RtAudioBuffer> buffer(int id, String name) {
        return key(
                id,
                name,
                new ValueType<>(
                        "KSRTAUDIO_BUFFER",
                        16,
                        v ->
                                KsLayout.little(16)
                                        .putLong(v.buffer().address())
                                        .putInt(v.actualSize())
                                        .putInt(v.callMemoryBarrier() ? 1 : 0)
                                        .array(),
                        b ->
                                new RtAudioBuffer(
                                        MemorySegment.ofAddress(b.getLong()),
                                        b.getInt(),
                                        b.getInt() != 0)));
    }

    private static PropertyKey<HwRegister> register(int id, String name) {
        return key(
                id,
                name,
                new ValueType<>(
                        "KSRTAUDIO_HWREGISTER",
                        40,
                        v ->
                                KsLayout.little(40)
                                        .putLong(v.register().address())
                                        .putLong(v.width())
                                        .putLong(v.numerator())
                                        .putLong(v.denominator())
                                        .putLong(v.accuracy())
                                        .array(),
                        _ -> {
                            throw new IllegalArgumentException("a register is not set");
                        }));
    }

    private static PropertyKey<NotificationEvent> event(int id, String name) {
        return key(
                id,
                name,
                new ValueType<>(
                        "HANDLE",
                        8,
                        _ -> {
                            throw new IllegalArgumentException(
                                    "an event is an object of this process and has no bytes");
                        },
                        _ -> {
                            throw new IllegalArgumentException(
                                    "an event is an object of this process; use the typed set");
                        }));
    }

    private static <T> PropertyKey<T> key(int id, String name, ValueType<T> type) {
        return new PropertyKey<>(SET, id, name, type);
    }
}
