package adapter.virtual.opl3;

import adapter.virtual.DeviceConfig;
import adapter.virtual.Setting;
import adapter.virtual.sound.SoundConfig;

/** A configuration that was checked. */
record Opl3Config(String name, int sampleRate, Fault fault, SoundConfig sound)
        implements DeviceConfig<Opl3Config> {
    private static final Integer[] SAMPLE_RATES = {44_100, 48_000};

    /**
     * Checks a configuration.
     *
     * @throws IllegalArgumentException when something in it is not allowed
     */
    static Opl3Config of(Opl3Settings settings) {
        return new Opl3Config(
                Setting.identifier("name", settings.name()),
                Setting.oneOf(
                        "sampleRate",
                        Integer.toString(settings.sampleRate()),
                        SAMPLE_RATES,
                        rate -> Integer.toString(rate)),
                Setting.oneOf("fault", settings.fault(), Fault.values(), Fault::key),
                SoundConfig.of(settings.output(), ""));
    }

    /** Whether a device made for the other one need only change its fault to fit this one. */
    @Override
    public boolean sameDevice(Opl3Config other) {
        return withoutFault().equals(other.withoutFault());
    }

    @Override
    public boolean isPresent() {
        return fault != Fault.SUDDEN_DEATH;
    }

    private Opl3Config withoutFault() {
        return new Opl3Config(name, sampleRate, Fault.NONE, sound);
    }
}
