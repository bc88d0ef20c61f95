package adapter.alsa.lib;

/** The functions that tell which cards there are and what is on them ({@code alsa/control.h}). */
public final class CardCalls {
    /**
     * {@code snd_card_next(int*)}: the number after the one that is there; −1 before and behind.
     */
    public static final Call NEXT_CARD = Call.asound("snd_card_next", int.class, long.class);

    /** {@code snd_ctl_open(ctl**, name, mode)}. */
    public static final Call OPEN =
            Call.asound("snd_ctl_open", int.class, long.class, long.class, int.class);

    public static final Call CLOSE = Call.asound("snd_ctl_close", int.class, long.class);

    public static final Call CARD_INFO_SIZE = Call.asound("snd_ctl_card_info_sizeof", long.class);
    public static final Call CARD_INFO =
            Call.asound("snd_ctl_card_info", int.class, long.class, long.class);
    public static final Call CARD_ID =
            Call.asound("snd_ctl_card_info_get_id", long.class, long.class);
    public static final Call CARD_NAME =
            Call.asound("snd_ctl_card_info_get_name", long.class, long.class);
    public static final Call CARD_DRIVER =
            Call.asound("snd_ctl_card_info_get_driver", long.class, long.class);

    /** {@code snd_ctl_pcm_next_device(ctl, int*)}. */
    public static final Call NEXT_PCM =
            Call.asound("snd_ctl_pcm_next_device", int.class, long.class, long.class);

    public static final Call PCM_INFO_SIZE = Call.asound("snd_pcm_info_sizeof", long.class);
    public static final Call PCM_INFO =
            Call.asound("snd_ctl_pcm_info", int.class, long.class, long.class);
    public static final Call PCM_SET_DEVICE =
            Call.asound("snd_pcm_info_set_device", void.class, long.class, int.class);
    public static final Call PCM_SET_STREAM =
            Call.asound("snd_pcm_info_set_stream", void.class, long.class, int.class);
    public static final Call PCM_NAME =
            Call.asound("snd_pcm_info_get_name", long.class, long.class);
    public static final Call PCM_STREAMS =
            Call.asound("snd_pcm_info_get_subdevices_count", int.class, long.class);

    /** {@code snd_ctl_rawmidi_next_device(ctl, int*)}. */
    public static final Call NEXT_MIDI =
            Call.asound("snd_ctl_rawmidi_next_device", int.class, long.class, long.class);

    public static final Call MIDI_INFO_SIZE = Call.asound("snd_rawmidi_info_sizeof", long.class);
    public static final Call MIDI_INFO =
            Call.asound("snd_ctl_rawmidi_info", int.class, long.class, long.class);
    public static final Call MIDI_SET_DEVICE =
            Call.asound("snd_rawmidi_info_set_device", void.class, long.class, int.class);
    public static final Call MIDI_SET_STREAM =
            Call.asound("snd_rawmidi_info_set_stream", void.class, long.class, int.class);
    public static final Call MIDI_NAME =
            Call.asound("snd_rawmidi_info_get_name", long.class, long.class);

    private CardCalls() {}
}
