package miniport.topology;

import portcls.api.adapter.MixerControl;
import portcls.api.adapter.MixerLayout;
import portcls.api.adapter.MixerLine;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.BasicSupport.Stepping;
import portcls.api.ks.JackDescription;
import portcls.api.ks.JackDescription.Connection;
import portcls.api.ks.JackDescription.GeoLocation;
import portcls.api.ks.PinCategories;

/** Mixers that tests use. */
final class Layouts {
    static final int DECIBEL = 65_536;
    static final Stepping VOLUMES = new Stepping(-96 * DECIBEL, 0, DECIBEL / 2);
    static final Stepping TONES = new Stepping(-12 * DECIBEL, 12 * DECIBEL, 2 * DECIBEL);
    static final JackDescription GREEN =
            JackDescription.socket(Connection.JACK_3_5_MM, GeoLocation.REAR, 0x00FF00, 3);

    private Layouts() {}

    /** One control of each kind. */
    static MixerLayout all() {
        JackDescription optical =
                JackDescription.socket(Connection.OPTICAL, GeoLocation.REAR, 0, 3);
        return MixerLayout.of()
                .line(MixerLine.in("Wave", PinCategories.LEGACY_AUDIO_CONNECTOR))
                .line(MixerLine.in("Line In", PinCategories.LINE_CONNECTOR, GREEN))
                .line(MixerLine.out("Line Out", PinCategories.SPEAKER, GREEN, GREEN))
                .line(MixerLine.out("Digital Out", PinCategories.SPDIF_INTERFACE, optical))
                .line(MixerLine.out("Record", PinCategories.LEGACY_AUDIO_CONNECTOR))
                .control(MixerControl.volume("Volume", 2, VOLUMES))
                .control(MixerControl.volume("Mono Volume", 1, VOLUMES))
                .control(MixerControl.volume("Linked Volume", 2, VOLUMES).asUniform())
                .control(MixerControl.mute("Mute", 1))
                .control(MixerControl.mute("Stereo Mute", 2))
                .control(MixerControl.tone("Bass", AudioProperty.BASS, 2, TONES))
                .control(MixerControl.tone("Mid", AudioProperty.MID, 1, TONES))
                .control(MixerControl.tone("Treble", AudioProperty.TREBLE, 1, TONES))
                .control(MixerControl.bassBoost("Bass Boost", 1))
                .control(MixerControl.loudness("Loudness", 1))
                .control(MixerControl.sum("Mix"))
                .control(MixerControl.peakMeter("Meter", 2))
                .control(MixerControl.agc("AGC", 1))
                .control(MixerControl.mux("Source", 2))
                .path("Wave", "Volume", "Mono Volume", "Linked Volume", "Mute", "Mix")
                .path("Line In", "Stereo Mute", "Mix")
                .path("Mix", "Bass", "Mid", "Treble", "Bass Boost", "Loudness", "Meter")
                .path("Meter", "Line Out")
                .path("Meter", "Digital Out")
                .path("Line In", "AGC", "Source")
                .path("Mix", "Source", "Record")
                .build();
    }
}
