/*
 * A card of ALSA's for tests: the values of its controls lie in a file of ints, three of each control:
 * whether it is there, and two channels. Whoever writes the file turns a knob of the card.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <alsa/asoundlib.h>
#include <alsa/control_external.h>

enum { VALUES = 3, DB_SCALE = 1, WITH_SILENCE = 0x10000 };

static const struct control {
    const char *name;
    int type, channels, maximum;
    /* Hundredths of dB: the lowest, and a step. */
    int minimum, step;
    const char *items[4];
} controls[] = {
    {"Master Playback Volume", SND_CTL_ELEM_TYPE_INTEGER, 2, 63, -6300, 100 | WITH_SILENCE, {0}},
    {"Master Playback Switch", SND_CTL_ELEM_TYPE_BOOLEAN, 1, 1, 0, 0, {0}},
    {"Capture Volume", SND_CTL_ELEM_TYPE_INTEGER, 2, 31, -1200, 75, {0}},
    {"Capture Switch", SND_CTL_ELEM_TYPE_BOOLEAN, 1, 1, 0, 0, {0}},
    {"Mic Boost Volume", SND_CTL_ELEM_TYPE_INTEGER, 1, 3, 0, 1000, {0}},
    {"Input Source", SND_CTL_ELEM_TYPE_ENUMERATED, 1, 2, 0, 0, {"Mic", "Front Mic", "Line"}},
    {"Auto-Mute Mode", SND_CTL_ELEM_TYPE_ENUMERATED, 1, 1, 0, 0, {"Disabled", "Enabled"}},
    {"Capture Source", SND_CTL_ELEM_TYPE_ENUMERATED, 1, 2, 0, 0, {"Mic", "Front Mic", "Line"}},
};

enum { COUNT = sizeof controls / sizeof *controls };

typedef int state_t[COUNT][VALUES];

struct card {
    snd_ctl_ext_t ext;
    int file;
    state_t told;
};

static void load(struct card *card, state_t state) {
    memset(state, 0, sizeof(state_t));
    if (pread(card->file, state, sizeof(state_t), 0) < 0)
        memset(state, 0, sizeof(state_t));
}

static void closed(snd_ctl_ext_t *ext) {
    struct card *card = ext->private_data;
    close(card->file);
    close(ext->poll_fd);
    free(card);
}

static int elem_count(snd_ctl_ext_t *ext) {
    state_t state;
    int count = 0;
    load(ext->private_data, state);
    for (int i = 0; i < COUNT; i++)
        count += state[i][0] != 0;
    return count;
}

static void identify(int control, snd_ctl_elem_id_t *id) {
    snd_ctl_elem_id_set_interface(id, SND_CTL_ELEM_IFACE_MIXER);
    snd_ctl_elem_id_set_name(id, controls[control].name);
}

static int elem_list(snd_ctl_ext_t *ext, unsigned int offset, snd_ctl_elem_id_t *id) {
    state_t state;
    load(ext->private_data, state);
    for (int i = 0; i < COUNT; i++)
        if (state[i][0] && offset-- == 0) {
            identify(i, id);
            return 0;
        }
    return -EINVAL;
}

static snd_ctl_ext_key_t find_elem(snd_ctl_ext_t *ext, const snd_ctl_elem_id_t *id) {
    state_t state;
    load(ext->private_data, state);
    for (int i = 0; i < COUNT; i++)
        if (state[i][0] && !strcmp(controls[i].name, snd_ctl_elem_id_get_name(id)))
            return i;
    return SND_CTL_EXT_KEY_NOT_FOUND;
}

static int get_attribute(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, int *type, unsigned int *acc,
                         unsigned int *count) {
    *type = controls[key].type;
    *acc = SND_CTL_EXT_ACCESS_READWRITE;
    if (controls[key].step)
        *acc |= SND_CTL_EXT_ACCESS_TLV_READ | SND_CTL_EXT_ACCESS_TLV_CALLBACK;
    *count = controls[key].channels;
    return 0;
}

static int tlv(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, int write, unsigned int numid, unsigned int *out,
               unsigned int size) {
    if (write || !controls[key].step || size < 4 * sizeof(int))
        return -ENXIO;
    out[0] = DB_SCALE;
    out[1] = 2 * sizeof(int);
    out[2] = controls[key].minimum;
    out[3] = controls[key].step;
    return 0;
}

static int get_integer_info(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, long *min, long *max, long *step) {
    *min = 0;
    *max = controls[key].maximum;
    *step = 1;
    return 0;
}

static int get_enumerated_info(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, unsigned int *items) {
    *items = controls[key].maximum + 1;
    return 0;
}

static int get_enumerated_name(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, unsigned int item, char *text,
                               size_t size) {
    if (item > (unsigned int)controls[key].maximum)
        return -EINVAL;
    snprintf(text, size, "%s", controls[key].items[item]);
    return 0;
}

static int value(struct card *card, snd_ctl_ext_key_t key, int channel) {
    state_t state;
    load(card, state);
    return state[key][1 + channel];
}

static int change(struct card *card, snd_ctl_ext_key_t key, int channel, int to) {
    if (value(card, key, channel) == to)
        return 0;
    off_t at = (key * VALUES + 1 + channel) * sizeof(int);
    return pwrite(card->file, &to, sizeof to, at) == sizeof to ? 1 : -EIO;
}

static int read_integer(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, long *values) {
    for (int i = 0; i < controls[key].channels; i++)
        values[i] = value(ext->private_data, key, i);
    return 0;
}

static int write_integer(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, long *values) {
    int changed = 0;
    for (int i = 0; i < controls[key].channels; i++)
        changed |= change(ext->private_data, key, i, values[i]);
    return changed;
}

static int read_enumerated(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, unsigned int *items) {
    items[0] = value(ext->private_data, key, 0);
    return 0;
}

static int write_enumerated(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, unsigned int *items) {
    if (items[0] > (unsigned int)controls[key].maximum)
        return -EINVAL;
    return change(ext->private_data, key, 0, items[0]);
}

/* One control that is not as it was told last. */
static int read_event(snd_ctl_ext_t *ext, snd_ctl_elem_id_t *id, unsigned int *mask) {
    struct card *card = ext->private_data;
    char events[sizeof(struct inotify_event) + NAME_MAX + 1];
    while (read(ext->poll_fd, events, sizeof events) > 0)
        ;
    state_t state;
    load(card, state);
    for (int i = 0; i < COUNT; i++)
        if (memcmp(state[i], card->told[i], sizeof state[i])) {
            *mask = SND_CTL_EVENT_MASK_VALUE;
            if (state[i][0] != card->told[i][0])
                *mask = state[i][0] ? SND_CTL_EVENT_MASK_ADD : SND_CTL_EVENT_MASK_REMOVE;
            memcpy(card->told[i], state[i], sizeof state[i]);
            identify(i, id);
            return 1;
        }
    return -EAGAIN;
}

static const snd_ctl_ext_callback_t callbacks = {
    .close = closed,
    .elem_count = elem_count,
    .elem_list = elem_list,
    .find_elem = find_elem,
    .get_attribute = get_attribute,
    .get_integer_info = get_integer_info,
    .get_enumerated_info = get_enumerated_info,
    .get_enumerated_name = get_enumerated_name,
    .read_integer = read_integer,
    .write_integer = write_integer,
    .read_enumerated = read_enumerated,
    .write_enumerated = write_enumerated,
    .read_event = read_event,
};

SND_CTL_PLUGIN_DEFINE_FUNC(portcls) {
    const char *path = "";
    snd_config_iterator_t at, next;
    snd_config_for_each(at, next, conf) {
        snd_config_t *entry = snd_config_iterator_entry(at);
        const char *key;
        if (snd_config_get_id(entry, &key) >= 0 && !strcmp(key, "file"))
            snd_config_get_string(entry, &path);
    }
    struct card *card = calloc(1, sizeof *card);
    if (!card)
        return -ENOMEM;
    card->file = open(path, O_RDWR | O_CLOEXEC);
    if (card->file < 0) {
        int error = -errno;
        free(card);
        return error;
    }
    card->ext.version = SND_CTL_EXT_VERSION;
    strcpy(card->ext.id, "portcls");
    strcpy(card->ext.name, "A card of files");
    card->ext.poll_fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    inotify_add_watch(card->ext.poll_fd, path, IN_MODIFY);
    card->ext.callback = &callbacks;
    card->ext.private_data = card;
    card->ext.tlv.c = tlv;
    load(card, card->told);
    int error = snd_ctl_ext_create(&card->ext, name, mode);
    if (error < 0) {
        closed(&card->ext);
        return error;
    }
    *handlep = card->ext.handle;
    return 0;
}

SND_CTL_PLUGIN_SYMBOL(portcls);
