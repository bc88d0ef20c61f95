package adapter.alsa;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import adapter.alsa.lib.Alsa;
import adapter.alsa.lib.AlsaException;
import adapter.alsa.lib.Errno;
import adapter.alsa.pcm.PcmEngine;
import adapter.alsa.pcm.PcmSource;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

import portcls.api.time.MasterClock;

import java.io.IOException;

/**
 * Plugs a PCM in for each configuration, as long as it can be used: asked at the start, when a
 * stream finds it broken, and from time to time while it is not there.
 */
@Component(
        configurationPid = NamedPcmComponent.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {})
@Designate(ocd = NamedPcmSettings.class, factory = true)
public final class NamedPcmComponent {
    static final String PID = "adapter.alsa";

    private static final System.Logger LOG = System.getLogger(NamedPcmComponent.class.getName());

    private static final int MOST_STREAMS = 64;
    private static final int LOWEST_RATE = 8_000;
    private static final int HIGHEST_RATE = 384_000;
    private static final int MOST_CHANNELS = 32;
    private static final int MOST_PERIODS = 16;
    private static final int LONGEST_RETRY_SECONDS = 3_600;
    private static final String NO_MIXER = "-";

    private final BundleContext context;
    private final MasterClock clock;
    private final Alsa alsa;
    private final PcmSource source;
    private final int retrySeconds;

    /** Empty = that of the PCM's name, if there is one. */
    private final String mixer;

    private volatile @Nullable Worker worker;

    // Of the worker's thread.
    private @Nullable AdapterService plugged;
    private String said = "";
    private String saidOfMixer = "";

    /**
     * Checks the configuration.
     *
     * @throws IllegalArgumentException when something in it is not allowed
     */
    @Activate
    public NamedPcmComponent(
            BundleContext context,
            @Reference MasterClock clock,
            @Reference Alsa alsa,
            NamedPcmSettings settings) {
        this.context = context;
        this.clock = clock;
        this.alsa = alsa;
        String pcm = settings.pcm().strip();
        if (pcm.isEmpty()) {
            throw new IllegalArgumentException("pcm= is empty; use a name that `aplay -L` lists");
        }
        if (!settings.playback() && !settings.capture()) {
            throw new IllegalArgumentException(
                    "playback=false, capture=false leaves nothing of pcm="
                            + pcm
                            + "; set one of them");
        }
        int streams = between("streams", settings.streams(), 1, MOST_STREAMS);
        source =
                new PcmSource(
                        pcm,
                        settings.name().isBlank() ? pcm : settings.name(),
                        settings.playback() ? streams : 0,
                        settings.capture() ? streams : 0,
                        between("rate", settings.rate(), LOWEST_RATE, HIGHEST_RATE),
                        between("channels", settings.channels(), 1, MOST_CHANNELS),
                        between("periods", settings.periods(), 2, MOST_PERIODS));
        mixer = settings.mixer().strip();
        retrySeconds = between("retry", settings.retry(), 1, LONGEST_RETRY_SECONDS);
    }

    private static int between(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    name + "=" + value + " is out of range; use " + min + " to " + max);
        }
        return value;
    }

    /** Begins to look for it, on another thread. */
    @Activate
    void start() {
        if (alsa.isThere()) {
            Worker started = new Worker("alsa " + source.pcm());
            worker = started;
            started.execute(this::look);
        }
    }

    /** Takes the device away. */
    @Deactivate
    void stop() {
        Worker old = worker;
        worker = null;
        if (old != null) {
            old.stop(() -> pull(false));
        }
    }

    private void soon(int seconds, Runnable task) {
        Worker doing = worker;
        if (doing != null) {
            doing.after(seconds, task);
        }
    }

    /** Asks the PCM what it can do; it is there if it answers. */
    private PcmEngine ask() throws AlsaException {
        return PcmEngine.probe(source, clock, why -> soon(0, this::check));
    }

    /** What is asked for by name and is not there is said; the device comes without it. */
    private MixerFunction mixer() {
        if (mixer.equals(NO_MIXER)) {
            return MixerFunction.none("the configuration wants none: mixer=" + NO_MIXER);
        }
        MixerFunction found =
                MixerFunction.of(
                        mixer.isEmpty() ? source.pcm() : mixer,
                        why -> soon(0, () -> lostMixer(why)));
        if (!mixer.isEmpty() && !saidOfMixer.equals(found.why())) {
            saidOfMixer = found.why();
            if (!saidOfMixer.isEmpty()) {
                LOG.log(
                        WARNING,
                        "{0} has no mixer: {1} (configuration {2} with mixer={3})",
                        source.id(),
                        saidOfMixer,
                        PID,
                        mixer);
            }
        }
        return found;
    }

    /** Its mixer went; so the device goes too, and comes again if it can. */
    private void lostMixer(IOException why) {
        if (plugged != null) {
            said = String.valueOf(why.getMessage());
            LOG.log(INFO, "{0} is gone: {1}", source.id(), said);
            pull(true);
            soon(retrySeconds, this::look);
        }
    }

    private void look() {
        if (plugged != null) {
            return;
        }
        try {
            PcmEngine engine = ask();
            AlsaDevice device = AlsaDevice.of(source, "ALSA", engine, mixer());
            plugged = AdapterService.plug(context, device);
            if (!said.isEmpty()) {
                LOG.log(INFO, "{0} is there now", source.id());
            }
            said = "";
        } catch (AlsaException e) {
            if (!said.equals(e.getMessage())) {
                said = e.getMessage();
                LOG.log(
                        WARNING,
                        "{0} (configuration {1} with pcm={2}; tried again every {3} s)",
                        said,
                        PID,
                        source.pcm(),
                        retrySeconds);
            }
            soon(retrySeconds, this::look);
        }
    }

    /** Something went wrong with it: is it there still? */
    private void check() {
        if (plugged == null) {
            return;
        }
        try {
            ask();
        } catch (AlsaException e) {
            if (e.error() == Errno.EBUSY) {
                return; // its own stream has it, maybe
            }
            said = e.getMessage();
            LOG.log(INFO, "{0} is gone: {1}", source.id(), said);
            pull(true);
            soon(retrySeconds, this::look);
        }
    }

    private void pull(boolean gone) {
        AdapterService old = plugged;
        plugged = null;
        if (old != null) {
            old.pull(gone);
        }
    }
}
