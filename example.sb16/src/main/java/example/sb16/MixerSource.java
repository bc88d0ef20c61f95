package example.sb16;

import portcls.api.ks.KsId;
import portcls.api.ks.PinCategories;
import portcls.sb16.Ct1745Source;
import portcls.sb16.Ct1745Volume;

import java.util.List;
import java.util.Optional;

/**
 * What comes into the mixer.
 *
 * @param pin the id of its pin; those of its nodes follow from it
 * @param name for people
 * @param category what its pin is
 * @param volume its volume
 * @param recorded its bits in the input switches; empty when it cannot be recorded
 */
record MixerSource(
        int pin, String name, KsId category, Ct1745Volume volume, Optional<Ct1745Source> recorded) {
    /** What the card plays. */
    static final MixerSource VOICE =
            new MixerSource(
                    0,
                    "Voice",
                    PinCategories.LEGACY_AUDIO_CONNECTOR,
                    Ct1745Volume.VOICE,
                    Optional.empty());

    /** What the FM synthesizer plays. */
    static final MixerSource MIDI =
            recordable(1, "MIDI", PinCategories.SYNTHESIZER, Ct1745Volume.MIDI, Ct1745Source.MIDI);

    /** All of them, by the ids of their pins. */
    static final List<MixerSource> ALL =
            List.of(
                    VOICE,
                    MIDI,
                    recordable(2, "CD", PinCategories.CD_PLAYER, Ct1745Volume.CD, Ct1745Source.CD),
                    recordable(
                            3,
                            "Line In",
                            PinCategories.LINE_CONNECTOR,
                            Ct1745Volume.LINE,
                            Ct1745Source.LINE),
                    recordable(
                            4,
                            "Microphone",
                            PinCategories.MICROPHONE,
                            Ct1745Volume.MICROPHONE,
                            Ct1745Source.MICROPHONE));

    private static MixerSource recordable(
            int pin, String name, KsId category, Ct1745Volume volume, Ct1745Source recorded) {
        return new MixerSource(pin, name, category, volume, Optional.of(recorded));
    }

    /**
     * Whether the chip has a switch between it and what is heard. The others are muted by their
     * volume, which is what is recorded, too.
     */
    boolean hasSwitch() {
        return pin > MIDI.pin();
    }
}
