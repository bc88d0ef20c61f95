package adapter.virtual.sb16;

import adapter.virtual.DeviceConfig;
import adapter.virtual.Setting;
import adapter.virtual.sound.SoundConfig;

/**
 * A configuration that was checked.
 *
 * @param loopBack whether a cable goes from MIDI OUT to MIDI IN
 */
record Sb16Config(String name, Fault fault, Hearing hearing, boolean loopBack, SoundConfig sound)
        implements DeviceConfig<Sb16Config> {
    /** What is plugged into the card's MIDI connectors. */
    private enum Midi {
        NOTHING,
        LOOP_BACK
    }

    /**
     * Checks a configuration.
     *
     * @throws IllegalArgumentException when something in it is not allowed
     */
    static Sb16Config of(Sb16Settings settings) {
        Midi midi =
                Setting.oneOf(
                        "midi",
                        settings.midi(),
                        Midi.values(),
                        it -> it == Midi.LOOP_BACK ? "loop-back" : "nothing");
        return new Sb16Config(
                Setting.identifier("name", settings.name()),
                Setting.oneOf("fault", settings.fault(), Fault.values(), Fault::key),
                Hearing.of(settings),
                midi == Midi.LOOP_BACK,
                SoundConfig.of(settings.output(), ""));
    }

    /** Whether a card made for the other one need only change its fault to fit this one. */
    @Override
    public boolean sameDevice(Sb16Config other) {
        return withFault(Fault.NONE).equals(other.withFault(Fault.NONE));
    }

    @Override
    public boolean isPresent() {
        return fault != Fault.SUDDEN_DEATH;
    }

    private Sb16Config withFault(Fault newFault) {
        return new Sb16Config(name, newFault, hearing, loopBack, sound);
    }
}
