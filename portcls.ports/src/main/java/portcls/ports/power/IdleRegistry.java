package portcls.ports.power;

import org.jspecify.annotations.Nullable;

import portcls.api.DevicePowerState;
import portcls.api.PortClsException;
import portcls.api.adapter.Adapter;
import portcls.api.power.IdleSettings;
import portcls.ports.registry.RegistryKeys;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Idle settings of one device, in the subkey {@code PowerSettings} of its registry key, with the
 * documented names: {@code ConservationIdleTime}, {@code PerformanceIdleTime} (seconds), {@code
 * IdlePowerState} (1 … 3) and {@code ImmediateIdle} (1 = yes). Numbers, or four bytes as INF files
 * write them.
 */
final class IdleRegistry {
    private static final Logger LOG = System.getLogger(IdleRegistry.class.getName());
    private static final String KEY = "PowerSettings";
    private static final long MOST_SECONDS = 0xffff_ffffL;
    private static final List<DevicePowerState> STATES =
            List.of(
                    DevicePowerState.D0,
                    DevicePowerState.D1,
                    DevicePowerState.D2,
                    DevicePowerState.D3);

    private IdleRegistry() {}

    static IdleSettings read(RegistryKeys registry, Adapter device, IdleSettings defaults) {
        Map<String, Object> told = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        try {
            told.putAll(registry.valuesOf(device, KEY));
            if (told.isEmpty()) {
                return defaults;
            }
            return new IdleSettings(
                    seconds(told.get("ConservationIdleTime"), defaults.conservationIdleTime()),
                    seconds(told.get("PerformanceIdleTime"), defaults.performanceIdleTime()),
                    state(told.get("IdlePowerState"), defaults.idlePowerState()),
                    number(told.get("ImmediateIdle"), defaults.immediateIdle() ? 1 : 0) != 0);
        } catch (IllegalArgumentException | IllegalStateException | PortClsException e) {
            // Whatever the registry has: it must not keep a device from a change of its power.
            LOG.log(
                    Level.WARNING,
                    "The registry key {0} of the device {1} is not taken over: {2}",
                    KEY,
                    device.id(),
                    e.getMessage());
            return defaults;
        }
    }

    private static Duration seconds(@Nullable Object told, Duration otherwise) {
        return told == null ? otherwise : Duration.ofSeconds(bounded(number(told, 0)));
    }

    /** The documented type is a DWORD. */
    private static long bounded(long seconds) {
        if (seconds > MOST_SECONDS) {
            throw new IllegalArgumentException(
                    "an idle time lies in 0 … " + MOST_SECONDS + " s: " + seconds);
        }
        return seconds;
    }

    private static DevicePowerState state(@Nullable Object told, DevicePowerState otherwise) {
        return told == null ? otherwise : state(number(told, 0));
    }

    /** The state that a setting means. */
    static DevicePowerState state(long number) {
        if (number < 1 || number >= STATES.size()) {
            throw new IllegalArgumentException("IdlePowerState lies in 1 … 3: " + number);
        }
        return STATES.get((int) number);
    }

    private static long number(@Nullable Object told, long otherwise) {
        return switch (told) {
            case null -> otherwise;
            // A DWORD has no sign.
            case Integer dword -> Integer.toUnsignedLong(dword);
            case Number number -> number.longValue();
            case byte[] bytes when bytes.length == Integer.BYTES ->
                    Integer.toUnsignedLong(
                            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt());
            case String text -> Long.decode(text.strip());
            default -> throw new IllegalArgumentException("no number: " + told);
        };
    }
}
