package adapter.alsa.pcm;

import portcls.api.ks.KsId;
import portcls.api.ks.PinCategories;

import java.util.Locale;

/** Which way sound goes through a PCM. */
enum Direction {
    PLAYBACK(0, "playback"),
    CAPTURE(1, "capture");

    /** {@code snd_pcm_stream_t}. */
    final int code;

    /** For people. */
    final String text;

    Direction(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** What is behind it, as far as its name tells. */
    KsId connector(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (upper.contains("HDMI") || upper.contains("DIGITAL") || upper.contains("IEC958")) {
            return PinCategories.DIGITAL_AUDIO_INTERFACE;
        }
        return this == PLAYBACK ? PinCategories.SPEAKER : PinCategories.LINE_CONNECTOR;
    }
}
