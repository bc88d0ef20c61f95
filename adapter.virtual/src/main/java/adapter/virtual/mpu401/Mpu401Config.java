package adapter.virtual.mpu401;

import adapter.virtual.DeviceConfig;
import adapter.virtual.Setting;
import adapter.virtual.sound.SoundConfig;

/** A configuration that was checked. */
record Mpu401Config(
        String name,
        Connector connector,
        Fault fault,
        boolean silentReset,
        int outputDepth,
        int inputDepth,
        SoundConfig sound)
        implements DeviceConfig<Mpu401Config> {
    private static final int MAX_DEPTH = 1_024;

    /** How a reset in UART mode is answered. */
    private enum Reset {
        ACKNOWLEDGED,
        SILENT
    }

    /**
     * Checks a configuration.
     *
     * @throws IllegalArgumentException when something in it is not allowed
     */
    static Mpu401Config of(Mpu401Settings settings) {
        Reset reset =
                Setting.oneOf(
                        "reset",
                        settings.reset(),
                        Reset.values(),
                        r -> r == Reset.SILENT ? "silent" : "acknowledged");
        return new Mpu401Config(
                Setting.identifier("name", settings.name()),
                Setting.oneOf(
                        "connector", settings.connector(), Connector.values(), Connector::key),
                Setting.oneOf("fault", settings.fault(), Fault.values(), Fault::key),
                reset == Reset.SILENT,
                Setting.between("outputFifo", settings.outputFifo(), 1, MAX_DEPTH),
                Setting.between("inputFifo", settings.inputFifo(), 1, MAX_DEPTH),
                SoundConfig.of(settings.output(), settings.bank()));
    }

    /** Whether a device made for the other one need only change its fault to fit this one. */
    @Override
    public boolean sameDevice(Mpu401Config other) {
        return withFault(Fault.NONE).equals(other.withFault(Fault.NONE));
    }

    @Override
    public boolean isPresent() {
        return fault != Fault.SUDDEN_DEATH;
    }

    private Mpu401Config withFault(Fault newFault) {
        return new Mpu401Config(
                name, connector, newFault, silentReset, outputDepth, inputDepth, sound);
    }
}
