package adapter.virtual.wave;

import adapter.virtual.DeviceConfig;
import adapter.virtual.Setting;
import adapter.virtual.TakeFiles;

import org.jspecify.annotations.Nullable;

import portcls.api.ks.WaveFormat;

import java.util.EnumSet;
import java.util.Set;

/**
 * A configuration that was checked.
 *
 * @param takes where to write all that is played; null = nowhere
 * @param preferred the format that the device mixes in best
 */
record WaveConfig(
        String name,
        DeviceKind kind,
        Socket socket,
        @Nullable TakeFiles takes,
        WaveFormat preferred,
        Hearing hearing,
        int driftPpm,
        Faults faults)
        implements DeviceConfig<WaveConfig> {
    private static final int MOST_DRIFT = 100_000;

    /** Where the sound goes. */
    private enum Output {
        NOWHERE,
        FILE
    }

    /**
     * Checks a configuration.
     *
     * @throws IllegalArgumentException when something in it is not allowed
     */
    static WaveConfig of(WaveSettings settings) {
        Output output =
                Setting.oneOf(
                        "output",
                        settings.output(),
                        Output.values(),
                        o -> o == Output.FILE ? "file" : "null");
        int rate =
                Setting.between(
                        "rate", settings.rate(), Endpoints.LOWEST_RATE, Endpoints.HIGHEST_RATE);
        int channels = Setting.between("channels", settings.channels(), 1, Endpoints.MOST_CHANNELS);
        return new WaveConfig(
                Setting.identifier("name", settings.name()),
                Setting.oneOf("kind", settings.kind(), DeviceKind.values(), DeviceKind::key),
                Setting.oneOf("socket", settings.socket(), Socket.values(), Socket::key),
                output == Output.FILE ? new TakeFiles(settings.file().strip()) : null,
                WaveFormat.float32(rate, channels),
                Hearing.of(settings),
                Setting.between("drift", settings.drift(), -MOST_DRIFT, MOST_DRIFT),
                faults(settings));
    }

    /** Whether a device made for the other one need only change its socket to fit this one. */
    @Override
    public boolean sameDevice(WaveConfig other) {
        return withSocket(other.socket).equals(other);
    }

    private WaveConfig withSocket(Socket newSocket) {
        return new WaveConfig(name, kind, newSocket, takes, preferred, hearing, driftPpm, faults);
    }

    private static Faults faults(WaveSettings settings) {
        Set<WaveFault> kinds = EnumSet.noneOf(WaveFault.class);
        for (String fault : settings.fault()) {
            kinds.add(Setting.oneOf("fault", fault, WaveFault.values(), WaveFault::key));
        }
        int frames = Setting.between("faultFrames", settings.faultFrames(), 1, Integer.MAX_VALUE);
        return kinds.isEmpty() ? Faults.NONE : new Faults(kinds, frames);
    }
}
