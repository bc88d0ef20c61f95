package portcls.api.ks;

/** Node types, KSNODETYPE_… ({@code ksnodetype-*}): what a node does. */
public final class NodeTypes {
    public static final KsId DAC = KsId.of("507ae360-c554-11d0-8a2b-00a0c9255ac1", "DAC");
    public static final KsId ADC = KsId.of("4d837fe0-c555-11d0-8a2b-00a0c9255ac1", "ADC");
    public static final KsId SRC = KsId.of("9db7b9e0-c555-11d0-8a2b-00a0c9255ac1", "SRC");
    public static final KsId SUPERMIX = KsId.of("e573adc0-c555-11d0-8a2b-00a0c9255ac1", "SUPERMIX");
    public static final KsId MUX = KsId.of("2ceaf780-c556-11d0-8a2b-00a0c9255ac1", "MUX");
    public static final KsId DEMUX = KsId.of("c0eb67d4-e807-11d0-958a-00c04fb925d3", "DEMUX");
    public static final KsId SUM = KsId.of("da441a60-c556-11d0-8a2b-00a0c9255ac1", "SUM");
    public static final KsId MUTE = KsId.of("02b223c0-c557-11d0-8a2b-00a0c9255ac1", "MUTE");
    public static final KsId VOLUME = KsId.of("3a5acc00-c557-11d0-8a2b-00a0c9255ac1", "VOLUME");
    public static final KsId TONE = KsId.of("7607e580-c557-11d0-8a2b-00a0c9255ac1", "TONE");
    public static final KsId EQUALIZER =
            KsId.of("9d41b4a0-c557-11d0-8a2b-00a0c9255ac1", "EQUALIZER");
    public static final KsId AGC = KsId.of("e88c9ba0-c557-11d0-8a2b-00a0c9255ac1", "AGC");
    public static final KsId NOISE_SUPPRESS =
            KsId.of("e07f903f-62fd-4e60-8cdd-dea7236665b5", "NOISE_SUPPRESS");
    public static final KsId DELAY = KsId.of("144981e0-c558-11d0-8a2b-00a0c9255ac1", "DELAY");
    public static final KsId LOUDNESS = KsId.of("41887440-c558-11d0-8a2b-00a0c9255ac1", "LOUDNESS");
    public static final KsId PROLOGIC_DECODER =
            KsId.of("831c2c80-c558-11d0-8a2b-00a0c9255ac1", "PROLOGIC_DECODER");
    public static final KsId PROLOGIC_ENCODER =
            KsId.of("8074c5b2-3c66-11d2-b45a-3078302c2030", "PROLOGIC_ENCODER");
    public static final KsId STEREO_WIDE =
            KsId.of("a9e69800-c558-11d0-8a2b-00a0c9255ac1", "STEREO_WIDE");
    public static final KsId REVERB = KsId.of("ef0328e0-c558-11d0-8a2b-00a0c9255ac1", "REVERB");
    public static final KsId CHORUS = KsId.of("20173f20-c559-11d0-8a2b-00a0c9255ac1", "CHORUS");
    public static final KsId SPATIAL_3D_EFFECTS =
            KsId.of("55515860-c559-11d0-8a2b-00a0c9255ac1", "3D_EFFECTS");
    public static final KsId ACOUSTIC_ECHO_CANCEL =
            KsId.of("bf963d80-c559-11d0-8a2b-00a0c9255ac1", "ACOUSTIC_ECHO_CANCEL");
    public static final KsId PEAKMETER =
            KsId.of("a085651e-5f0d-4b36-a869-d195d6ab4b9e", "PEAKMETER");
    public static final KsId DEV_SPECIFIC =
            KsId.of("941c7ac0-c559-11d0-8a2b-00a0c9255ac1", "DEV_SPECIFIC");
    public static final KsId SYNTHESIZER =
            KsId.of("dff220f3-f70f-11d0-b917-00a0c9223196", "SYNTHESIZER");
    public static final KsId AUDIO_ENGINE =
            KsId.of("35caf6e4-f3b3-4168-bb4b-55e77a461c7e", "AUDIO_ENGINE");

    private NodeTypes() {}
}
