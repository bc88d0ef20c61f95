package adapter.alsa.lib;

/** The functions of a mixer of simple elements ({@code alsa/mixer.h}). */
public final class MixerCalls {
    /** {@code SND_MIXER_SCHN_LAST}. */
    public static final int LAST_CHANNEL = 31;

    /** {@code snd_mixer_open(mixer**, mode)}. */
    public static final Call OPEN = mixer("open", int.class, long.class, int.class);

    /** {@code snd_mixer_attach(mixer, name)}. */
    public static final Call ATTACH = mixer("attach", int.class, long.class, long.class);

    /** {@code snd_mixer_selem_register(mixer, options, class**)}. */
    public static final Call REGISTER =
            mixer("selem_register", int.class, long.class, long.class, long.class);

    public static final Call LOAD = mixer("load", int.class, long.class);
    public static final Call CLOSE = mixer("close", int.class, long.class);

    /** NULL when there is none. */
    public static final Call FIRST = mixer("first_elem", long.class, long.class);

    /** NULL behind the last one. */
    public static final Call NEXT = mixer("elem_next", long.class, long.class);

    /** {@code snd_mixer_find_selem(mixer, id)}, NULL when it is not there. */
    public static final Call FIND = mixer("find_selem", long.class, long.class, long.class);

    public static final Call ID_SIZE = mixer("selem_id_sizeof", long.class);

    /** {@code snd_mixer_selem_id_set_name(id, name)}. */
    public static final Call ID_NAME =
            mixer("selem_id_set_name", void.class, long.class, long.class);

    /** {@code snd_mixer_selem_id_set_index(id, index)}. */
    public static final Call ID_INDEX =
            mixer("selem_id_set_index", void.class, long.class, int.class);

    public static final Call NAME = mixer("selem_get_name", long.class, long.class);
    public static final Call INDEX = mixer("selem_get_index", int.class, long.class);
    public static final Call IS_ACTIVE = mixer("selem_is_active", int.class, long.class);

    /** Whether playback and capture have one volume between them. */
    public static final Call COMMON_VOLUME =
            mixer("selem_has_common_volume", int.class, long.class);

    /** Whether at most one of a group is switched on. */
    public static final Call IS_EXCLUSIVE =
            mixer("selem_has_capture_switch_exclusive", int.class, long.class);

    /** Number of that group. */
    public static final Call GROUP = mixer("selem_get_capture_group", int.class, long.class);

    /** Whether it is a choice of items. */
    public static final Call IS_CHOICE = mixer("selem_is_enumerated", int.class, long.class);

    public static final Call ITEMS = mixer("selem_get_enum_items", int.class, long.class);

    /** {@code (element, item, size, char*)}. */
    public static final Call ITEM_NAME =
            mixer(
                    "selem_get_enum_item_name",
                    int.class,
                    long.class,
                    int.class,
                    long.class,
                    long.class);

    /** {@code (element, channel, int*)}. */
    public static final Call ITEM =
            mixer("selem_get_enum_item", int.class, long.class, int.class, long.class);

    /** {@code (element, channel, item)}. */
    public static final Call SET_ITEM =
            mixer("selem_set_enum_item", int.class, long.class, int.class, int.class);

    public static final Call DESCRIPTOR_COUNT =
            mixer("poll_descriptors_count", int.class, long.class);

    /** {@code snd_mixer_poll_descriptors(mixer, pollfd*, count)}. */
    public static final Call DESCRIPTORS =
            mixer("poll_descriptors", int.class, long.class, long.class, int.class);

    /** {@code snd_mixer_poll_descriptors_revents(mixer, pollfd*, count, short*)}. */
    public static final Call EVENTS =
            mixer(
                    "poll_descriptors_revents",
                    int.class,
                    long.class,
                    long.class,
                    int.class,
                    long.class);

    /** Brings the elements up to date; how many events there were. */
    public static final Call HANDLE_EVENTS = mixer("handle_events", int.class, long.class);

    /** What is played. */
    public static final Side PLAYBACK = new Side("playback");

    /** What is recorded. */
    public static final Side CAPTURE = new Side("capture");

    private MixerCalls() {}

    /** The functions that are there for each direction; the first argument is the element. */
    public static final class Side {
        public final Call hasVolume;
        public final Call isVolumeJoined;
        public final Call hasSwitch;
        public final Call isSwitchJoined;

        /** {@code (element, channel)}. */
        public final Call hasChannel;

        /** {@code (element, long* minimum, long* maximum)}. */
        public final Call volumes;

        /** {@code (element, volume, long* hundredths of dB)}. */
        public final Call decibels;

        /** {@code (element, channel, long*)}. */
        public final Call volume;

        /** {@code (element, channel, volume)}. */
        public final Call setVolume;

        /** {@code (element, channel, int*)}. */
        public final Call isOn;

        /** {@code (element, channel, on)}. */
        public final Call setOn;

        private Side(String side) {
            hasVolume = mixer("selem_has_" + side + "_volume", int.class, long.class);
            isVolumeJoined = mixer("selem_has_" + side + "_volume_joined", int.class, long.class);
            hasSwitch = mixer("selem_has_" + side + "_switch", int.class, long.class);
            isSwitchJoined = mixer("selem_has_" + side + "_switch_joined", int.class, long.class);
            hasChannel = mixer("selem_has_" + side + "_channel", int.class, long.class, int.class);
            volumes =
                    mixer(
                            "selem_get_" + side + "_volume_range",
                            int.class,
                            long.class,
                            long.class,
                            long.class);
            decibels =
                    mixer(
                            "selem_ask_" + side + "_vol_dB",
                            int.class,
                            long.class,
                            long.class,
                            long.class);
            volume = access("selem_get_" + side + "_volume", long.class);
            setVolume = access("selem_set_" + side + "_volume", long.class);
            isOn = access("selem_get_" + side + "_switch", long.class);
            setOn = access("selem_set_" + side + "_switch", int.class);
        }

        private static Call access(String name, Class<?> value) {
            return mixer(name, int.class, long.class, int.class, value);
        }
    }

    private static Call mixer(String name, Class<?> result, Class<?>... arguments) {
        return Call.asound("snd_mixer_" + name, result, arguments);
    }
}
