package adapter.alsa.mixer;

import adapter.alsa.lib.AlsaException;
import adapter.alsa.lib.Doorbell;
import adapter.alsa.lib.Errno;
import adapter.alsa.lib.Memory;
import adapter.alsa.lib.MixerCalls;
import adapter.alsa.lib.MixerCalls.Side;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An open mixer of ALSA. Elements are looked up each time, since what C has of them is gone when
 * they go. For one thread.
 */
final class MixerHandle implements AutoCloseable {
    private static final int POLLIN = 1;

    /** The kernel's names of items have 64. */
    private static final long ITEM_NAME_BYTES = 64;

    private static final int POLLERR_POLLHUP_POLLNVAL = 0x38;

    /**
     * Errors of an event, not of the mixer: it was of an element that ALSA does not know, or knows
     * already, since elements come and go while it looks.
     */
    private static final Set<Integer> MISREAD =
            Set.of(Errno.ENOENT, Errno.EBUSY, Errno.EEXIST, Errno.EINVAL);

    /** Each takes an event away; so many in a row do not. */
    private static final int MOST_MISREAD = 1_000;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment result = arena.allocate(ValueLayout.JAVA_LONG);
    private final MemorySegment second = arena.allocate(ValueLayout.JAVA_LONG);
    private final MemorySegment text = arena.allocate(ITEM_NAME_BYTES);
    private final MemorySegment id;
    private final String name;
    private final long mixer;
    private int descriptors;
    private int misread;

    private MixerHandle(String name, long mixer) {
        this.name = name;
        this.mixer = mixer;
        id = arena.allocate(MixerCalls.ID_SIZE.l(), Long.BYTES);
    }

    /**
     * Opens one.
     *
     * @param name of its control device, for example {@code hw:PCH} or {@code pulse}
     * @throws AlsaException when it is not there or cannot be used
     */
    static MixerHandle open(String name) throws AlsaException {
        String what = "the mixer " + name + " cannot be opened";
        try (Arena once = Arena.ofConfined()) {
            MemorySegment out = once.allocate(ValueLayout.JAVA_LONG);
            int error = MixerCalls.OPEN.i(out.address(), 0);
            if (error < 0) {
                throw AlsaException.ofMixer(what, error);
            }
            long mixer = out.get(ValueLayout.JAVA_LONG, 0);
            error = MixerCalls.ATTACH.i(mixer, once.allocateFrom(name).address());
            if (error >= 0) {
                error = MixerCalls.REGISTER.i(mixer, 0L, 0L);
            }
            if (error >= 0) {
                error = MixerCalls.LOAD.i(mixer);
            }
            if (error < 0) {
                MixerCalls.CLOSE.i(mixer);
                throw AlsaException.ofMixer(what, error);
            }
            return new MixerHandle(name, mixer);
        }
    }

    /** What it is made of now. */
    List<Element> elements() {
        List<Element> all = new ArrayList<>();
        for (long at = MixerCalls.FIRST.l(mixer); at != 0; at = MixerCalls.NEXT.l(at)) {
            if (MixerCalls.IS_ACTIVE.i(at) == 0) {
                continue;
            }
            boolean common = MixerCalls.COMMON_VOLUME.i(at) != 0;
            boolean exclusive = MixerCalls.IS_EXCLUSIVE.i(at) != 0;
            all.add(
                    new Element(
                            new ElementId(
                                    Memory.string(MixerCalls.NAME.l(at)), MixerCalls.INDEX.i(at)),
                            part(at, MixerCalls.PLAYBACK, !common || !isSource(at)),
                            part(at, MixerCalls.CAPTURE, !common || isSource(at)),
                            exclusive ? MixerCalls.GROUP.i(at) : Element.NO_GROUP,
                            choice(at)));
        }
        return all;
    }

    /** The one volume for both directions of a source is that of what is recorded. */
    private static boolean isSource(long element) {
        return Place.of(Memory.string(MixerCalls.NAME.l(element))) == Place.SOURCE;
    }

    private Part part(long element, Side side, boolean withVolume) {
        List<Integer> volumes = List.of();
        Scale scale = null;
        if (withVolume && side.hasVolume.i(element) != 0) {
            volumes = channels(element, side, side.isVolumeJoined.i(element) != 0);
            scale = scale(element, side);
        }
        List<Integer> switches =
                side.hasSwitch.i(element) == 0
                        ? List.of()
                        : channels(element, side, side.isSwitchJoined.i(element) != 0);
        return new Part(scale == null ? List.of() : volumes, scale, switches);
    }

    private Choice choice(long element) {
        if (MixerCalls.IS_CHOICE.i(element) <= 0) {
            return Choice.NONE;
        }
        List<String> items = new ArrayList<>();
        int count = MixerCalls.ITEMS.i(element);
        for (int i = 0; i < count; i++) {
            boolean named =
                    MixerCalls.ITEM_NAME.i(element, i, ITEM_NAME_BYTES, text.address()) >= 0;
            items.add(named ? text.getString(0) : "");
        }
        int channels = 0;
        while (channels <= MixerCalls.LAST_CHANNEL
                && MixerCalls.ITEM.i(element, channels, result.address()) >= 0) {
            channels++;
        }
        return new Choice(items, channels);
    }

    private static List<Integer> channels(long element, Side side, boolean joined) {
        List<Integer> channels = new ArrayList<>();
        for (int channel = 0; channel <= MixerCalls.LAST_CHANNEL; channel++) {
            if (side.hasChannel.i(element, channel) != 0) {
                channels.add(channel);
            }
        }
        return joined && channels.size() > 1 ? channels.subList(0, 1) : channels;
    }

    /** Null when there is nothing to set. */
    private @Nullable Scale scale(long element, Side side) {
        side.volumes.i(element, result.address(), second.address());
        long minimum = result.get(ValueLayout.JAVA_LONG, 0);
        long maximum = second.get(ValueLayout.JAVA_LONG, 0);
        if (maximum <= minimum) {
            return null;
        }
        long stride = (maximum - minimum - 1) / DecibelScale.MOST_KNOWN + 1;
        long[] decibels = new long[(int) ((maximum - minimum) / stride) + 1];
        for (int i = 0; i < decibels.length; i++) {
            if (side.decibels.i(element, minimum + i * stride, result.address()) < 0) {
                return new CubicScale(minimum, maximum);
            }
            decibels[i] = result.get(ValueLayout.JAVA_LONG, 0);
        }
        return Scale.of(minimum, maximum, stride, decibels);
    }

    /** A volume as the card has it. */
    long volume(ElementId element, Side side, int channel) throws AlsaException {
        int error = side.volume.i(find(element), channel, result.address());
        require(element, "read", error);
        return result.get(ValueLayout.JAVA_LONG, 0);
    }

    void setVolume(ElementId element, Side side, int channel, long volume) throws AlsaException {
        require(element, "set", side.setVolume.i(find(element), channel, volume));
    }

    /** The item that a channel has chosen, from 0. */
    int item(ElementId element, int channel) throws AlsaException {
        int error = MixerCalls.ITEM.i(find(element), channel, result.address());
        require(element, "read", error);
        return result.get(ValueLayout.JAVA_INT, 0);
    }

    void setItem(ElementId element, int channel, int item) throws AlsaException {
        require(element, "set", MixerCalls.SET_ITEM.i(find(element), channel, item));
    }

    boolean isOn(ElementId element, Side side, int channel) throws AlsaException {
        int error = side.isOn.i(find(element), channel, result.address());
        require(element, "read", error);
        return result.get(ValueLayout.JAVA_INT, 0) != 0;
    }

    void setOn(ElementId element, Side side, int channel, boolean on) throws AlsaException {
        require(element, "set", side.setOn.i(find(element), channel, on ? 1 : 0));
    }

    private long find(ElementId element) throws AlsaException {
        try (Arena once = Arena.ofConfined()) {
            MixerCalls.ID_NAME.v(id.address(), once.allocateFrom(element.name()).address());
        }
        MixerCalls.ID_INDEX.v(id.address(), element.index());
        long found = MixerCalls.FIND.l(mixer, id.address());
        if (found == 0) {
            throw AlsaException.because(
                    "\""
                            + element.label()
                            + "\" is gone from the mixer "
                            + name
                            + "; see what `amixer -D "
                            + name
                            + "` lists",
                    Errno.ENOENT);
        }
        return found;
    }

    private void require(ElementId element, String verb, int error) throws AlsaException {
        if (error < 0) {
            throw AlsaException.ofMixer(
                    "\"" + element.label() + "\" of the mixer " + name + " cannot be " + verb,
                    error);
        }
    }

    /** How many descriptors tell of its events. */
    int descriptors() {
        return Math.max(0, MixerCalls.DESCRIPTOR_COUNT.i(mixer));
    }

    /** Has the bell wait for them too. */
    void watch(Doorbell bell) {
        descriptors = Math.max(0, MixerCalls.DESCRIPTORS.i(mixer, bell.others(), descriptors()));
    }

    /**
     * Something happened at its descriptors: brings the elements up to date.
     *
     * @throws AlsaException when it is gone
     */
    void handleEvents(Doorbell bell) throws AlsaException {
        int error = MixerCalls.EVENTS.i(mixer, bell.others(), descriptors, result.address());
        int events = error < 0 ? 0 : result.get(ValueLayout.JAVA_SHORT, 0);
        if ((events & POLLERR_POLLHUP_POLLNVAL) != 0) {
            error = Errno.ENODEV;
        } else if ((events & POLLIN) != 0) {
            error = MixerCalls.HANDLE_EVENTS.i(mixer);
        }
        misread = MISREAD.contains(error) ? misread + 1 : 0;
        if (error < 0 && (misread == 0 || misread > MOST_MISREAD)) {
            throw AlsaException.ofMixer("the mixer " + name + " is gone", error);
        }
    }

    @Override
    public void close() {
        MixerCalls.CLOSE.i(mixer);
        arena.close();
    }
}
