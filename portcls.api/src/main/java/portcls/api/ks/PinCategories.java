package portcls.api.ks;

/** Pin categories ({@code pin-category-property}): what a pin is. */
public final class PinCategories {
    /** A streaming pin that takes MIDI from programs. */
    public static final KsId MIDI_RENDER = KsId.of("6994ad04-93ef-11d0-a3cc-00a0c9223196", "AUDIO");

    /** A streaming pin that gives MIDI to programs, PINNAME_CAPTURE. */
    public static final KsId MIDI_CAPTURE =
            KsId.of("fb6c4281-0353-11d1-905f-0000c0cc16ba", "CAPTURE");

    public static final KsId MICROPHONE =
            KsId.of("dff21be1-f70f-11d0-b917-00a0c9223196", "MICROPHONE");
    public static final KsId DESKTOP_MICROPHONE =
            KsId.of("dff21be2-f70f-11d0-b917-00a0c9223196", "DESKTOP_MICROPHONE");
    public static final KsId PERSONAL_MICROPHONE =
            KsId.of("dff21be3-f70f-11d0-b917-00a0c9223196", "PERSONAL_MICROPHONE");
    public static final KsId OMNI_DIRECTIONAL_MICROPHONE =
            KsId.of("dff21be4-f70f-11d0-b917-00a0c9223196", "OMNI_DIRECTIONAL_MICROPHONE");
    public static final KsId MICROPHONE_ARRAY =
            KsId.of("dff21be5-f70f-11d0-b917-00a0c9223196", "MICROPHONE_ARRAY");
    public static final KsId PROCESSING_MICROPHONE_ARRAY =
            KsId.of("dff21be6-f70f-11d0-b917-00a0c9223196", "PROCESSING_MICROPHONE_ARRAY");
    public static final KsId SPEAKER = KsId.of("dff21ce1-f70f-11d0-b917-00a0c9223196", "SPEAKER");
    public static final KsId HEADPHONES =
            KsId.of("dff21ce2-f70f-11d0-b917-00a0c9223196", "HEADPHONES");
    public static final KsId HEAD_MOUNTED_DISPLAY_AUDIO =
            KsId.of("dff21ce3-f70f-11d0-b917-00a0c9223196", "HEAD_MOUNTED_DISPLAY_AUDIO");
    public static final KsId DESKTOP_SPEAKER =
            KsId.of("dff21ce4-f70f-11d0-b917-00a0c9223196", "DESKTOP_SPEAKER");
    public static final KsId ROOM_SPEAKER =
            KsId.of("dff21ce5-f70f-11d0-b917-00a0c9223196", "ROOM_SPEAKER");
    public static final KsId COMMUNICATION_SPEAKER =
            KsId.of("dff21ce6-f70f-11d0-b917-00a0c9223196", "COMMUNICATION_SPEAKER");
    public static final KsId LOW_FREQUENCY_EFFECTS_SPEAKER =
            KsId.of("dff21ce7-f70f-11d0-b917-00a0c9223196", "LOW_FREQUENCY_EFFECTS_SPEAKER");
    public static final KsId HANDSET = KsId.of("dff21de1-f70f-11d0-b917-00a0c9223196", "HANDSET");
    public static final KsId HEADSET = KsId.of("dff21de2-f70f-11d0-b917-00a0c9223196", "HEADSET");
    public static final KsId SPEAKERPHONE_NO_ECHO_REDUCTION =
            KsId.of("dff21de3-f70f-11d0-b917-00a0c9223196", "SPEAKERPHONE_NO_ECHO_REDUCTION");
    public static final KsId ECHO_SUPPRESSING_SPEAKERPHONE =
            KsId.of("dff21de4-f70f-11d0-b917-00a0c9223196", "ECHO_SUPPRESSING_SPEAKERPHONE");
    public static final KsId ECHO_CANCELING_SPEAKERPHONE =
            KsId.of("dff21de5-f70f-11d0-b917-00a0c9223196", "ECHO_CANCELING_SPEAKERPHONE");
    public static final KsId PHONE_LINE =
            KsId.of("dff21ee1-f70f-11d0-b917-00a0c9223196", "PHONE_LINE");
    public static final KsId TELEPHONE =
            KsId.of("dff21ee2-f70f-11d0-b917-00a0c9223196", "TELEPHONE");
    public static final KsId DOWN_LINE_PHONE =
            KsId.of("dff21ee3-f70f-11d0-b917-00a0c9223196", "DOWN_LINE_PHONE");
    public static final KsId ANALOG_CONNECTOR =
            KsId.of("dff21fe1-f70f-11d0-b917-00a0c9223196", "ANALOG_CONNECTOR");
    public static final KsId DIGITAL_AUDIO_INTERFACE =
            KsId.of("dff21fe2-f70f-11d0-b917-00a0c9223196", "DIGITAL_AUDIO_INTERFACE");
    public static final KsId LINE_CONNECTOR =
            KsId.of("dff21fe3-f70f-11d0-b917-00a0c9223196", "LINE_CONNECTOR");
    public static final KsId LEGACY_AUDIO_CONNECTOR =
            KsId.of("dff21fe4-f70f-11d0-b917-00a0c9223196", "LEGACY_AUDIO_CONNECTOR");
    public static final KsId SPDIF_INTERFACE =
            KsId.of("dff21fe5-f70f-11d0-b917-00a0c9223196", "SPDIF_INTERFACE");
    public static final KsId IEEE_1394_DA_STREAM =
            KsId.of("dff21fe6-f70f-11d0-b917-00a0c9223196", "1394_DA_STREAM");
    public static final KsId IEEE_1394_DV_STREAM_SOUNDTRACK =
            KsId.of("dff21fe7-f70f-11d0-b917-00a0c9223196", "1394_DV_STREAM_SOUNDTRACK");
    public static final KsId LEVEL_CALIBRATION_NOISE_SOURCE =
            KsId.of("dff220e1-f70f-11d0-b917-00a0c9223196", "LEVEL_CALIBRATION_NOISE_SOURCE");
    public static final KsId EQUALIZATION_NOISE =
            KsId.of("dff220e2-f70f-11d0-b917-00a0c9223196", "EQUALIZATION_NOISE");
    public static final KsId CD_PLAYER =
            KsId.of("dff220e3-f70f-11d0-b917-00a0c9223196", "CD_PLAYER");
    public static final KsId DAT = KsId.of("dff220e4-f70f-11d0-b917-00a0c9223196", "DAT");
    public static final KsId DCC = KsId.of("dff220e5-f70f-11d0-b917-00a0c9223196", "DCC");
    public static final KsId MINIDISK = KsId.of("dff220e6-f70f-11d0-b917-00a0c9223196", "MINIDISK");
    public static final KsId ANALOG_TAPE =
            KsId.of("dff220e7-f70f-11d0-b917-00a0c9223196", "ANALOG_TAPE");
    public static final KsId PHONOGRAPH =
            KsId.of("dff220e8-f70f-11d0-b917-00a0c9223196", "PHONOGRAPH");
    public static final KsId VCR_AUDIO =
            KsId.of("dff220e9-f70f-11d0-b917-00a0c9223196", "VCR_AUDIO");
    public static final KsId VIDEO_DISC_AUDIO =
            KsId.of("dff220ea-f70f-11d0-b917-00a0c9223196", "VIDEO_DISC_AUDIO");
    public static final KsId DVD_AUDIO =
            KsId.of("dff220eb-f70f-11d0-b917-00a0c9223196", "DVD_AUDIO");
    public static final KsId TV_TUNER_AUDIO =
            KsId.of("dff220ec-f70f-11d0-b917-00a0c9223196", "TV_TUNER_AUDIO");
    public static final KsId SATELLITE_RECEIVER_AUDIO =
            KsId.of("dff220ed-f70f-11d0-b917-00a0c9223196", "SATELLITE_RECEIVER_AUDIO");
    public static final KsId CABLE_TUNER_AUDIO =
            KsId.of("dff220ee-f70f-11d0-b917-00a0c9223196", "CABLE_TUNER_AUDIO");
    public static final KsId DSS_AUDIO =
            KsId.of("dff220ef-f70f-11d0-b917-00a0c9223196", "DSS_AUDIO");
    public static final KsId RADIO_RECEIVER =
            KsId.of("dff220f0-f70f-11d0-b917-00a0c9223196", "RADIO_RECEIVER");
    public static final KsId RADIO_TRANSMITTER =
            KsId.of("dff220f1-f70f-11d0-b917-00a0c9223196", "RADIO_TRANSMITTER");
    public static final KsId MULTITRACK_RECORDER =
            KsId.of("dff220f2-f70f-11d0-b917-00a0c9223196", "MULTITRACK_RECORDER");
    public static final KsId SYNTHESIZER =
            KsId.of("dff220f3-f70f-11d0-b917-00a0c9223196", "SYNTHESIZER");

    private PinCategories() {}
}
