package adapter.virtual.mixer;

import portcls.api.adapter.MixerControl;
import portcls.api.adapter.MixerLayout;
import portcls.api.adapter.MixerLine;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.BasicSupport.Stepping;
import portcls.api.ks.JackDescription;
import portcls.api.ks.PinCategories;

/**
 * The controls of the mixer, in the order of their nodes.
 *
 * <pre>
 * Wave → volume → mute → Mix → bass → treble → loudness → volume → mute ┬→ DAC → meter → Speakers
 *                                                                       └→ 2
 * Microphone → AGC → volume → mute ──────────────────────────────────────→ 1 Record Source → ADC → Record
 * </pre>
 */
enum Controls {
    WAVE_VOLUME("Wave Volume"),
    WAVE_MUTE("Wave Mute"),
    MIX("Mix"),
    BASS("Bass"),
    TREBLE("Treble"),
    LOUDNESS("Loudness"),
    MASTER_VOLUME("Master Volume"),
    MASTER_MUTE("Master Mute"),
    DAC("DAC"),
    METER("Peak Meter"),
    AGC("Microphone AGC"),
    MICROPHONE_VOLUME("Microphone Volume"),
    MICROPHONE_MUTE("Microphone Mute"),
    SOURCE("Record Source"),
    ADC("ADC");

    /** 1 dB in the units of levels. */
    static final int DECIBEL = 65_536;

    /** Line from the wave engine. */
    static final String WAVE = "Wave";

    /** Line to the speakers. */
    static final String SPEAKERS = "Speakers";

    /** Line from the microphone. */
    static final String MICROPHONE = "Microphone";

    /** Line to the wave engine. */
    static final String RECORD = "Record";

    private static final Stepping VOLUMES = new Stepping(-96 * DECIBEL, 0, DECIBEL / 2);
    private static final Stepping TONES = new Stepping(-12 * DECIBEL, 12 * DECIBEL, DECIBEL / 2);

    private final String label;

    Controls(String label) {
        this.label = label;
    }

    /** Its name as a control. */
    String label() {
        return label;
    }

    private MixerControl describe(int channels) {
        return switch (this) {
            case WAVE_VOLUME, MASTER_VOLUME, MICROPHONE_VOLUME ->
                    MixerControl.volume(label, channels, VOLUMES);
            case WAVE_MUTE, MASTER_MUTE, MICROPHONE_MUTE -> MixerControl.mute(label, 1);
            case MIX -> MixerControl.sum(label);
            case BASS -> MixerControl.tone(label, AudioProperty.BASS, 1, TONES);
            case TREBLE -> MixerControl.tone(label, AudioProperty.TREBLE, 1, TONES);
            case LOUDNESS -> MixerControl.loudness(label, 1);
            case DAC -> MixerControl.dac(label);
            case METER -> MixerControl.peakMeter(label, channels);
            case AGC -> MixerControl.agc(label, 1);
            case SOURCE -> MixerControl.mux(label, 2);
            case ADC -> MixerControl.adc(label);
        };
    }

    /**
     * All of them and their lines.
     *
     * @param speakers the socket of the speakers as it is at first
     */
    static MixerLayout layout(int channels, JackDescription speakers) {
        MixerLayout.Builder all =
                MixerLayout.of()
                        .line(MixerLine.in(WAVE, PinCategories.LEGACY_AUDIO_CONNECTOR))
                        .line(
                                MixerLine.in(
                                        MICROPHONE,
                                        PinCategories.MICROPHONE,
                                        JackDescription.integrated(0)))
                        .line(MixerLine.out(SPEAKERS, PinCategories.SPEAKER, speakers))
                        .line(MixerLine.out(RECORD, PinCategories.LEGACY_AUDIO_CONNECTOR));
        for (Controls control : values()) {
            all.control(control.describe(channels));
        }
        return all.path(WAVE, WAVE_VOLUME.label, WAVE_MUTE.label, MIX.label)
                .path(MIX.label, BASS.label, TREBLE.label, LOUDNESS.label, MASTER_VOLUME.label)
                .path(MASTER_VOLUME.label, MASTER_MUTE.label, DAC.label, METER.label, SPEAKERS)
                .path(MICROPHONE, AGC.label, MICROPHONE_VOLUME.label, MICROPHONE_MUTE.label)
                .path(MICROPHONE_MUTE.label, SOURCE.label)
                .path(MASTER_MUTE.label, SOURCE.label)
                .path(SOURCE.label, ADC.label, RECORD)
                .build();
    }
}
