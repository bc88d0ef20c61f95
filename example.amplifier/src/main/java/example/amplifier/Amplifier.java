package example.amplifier;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.Link;
import portcls.api.adapter.Mixer;
import portcls.api.adapter.MixerControl;
import portcls.api.adapter.MixerLayout;
import portcls.api.adapter.MixerLine;
import portcls.api.adapter.Resource;
import portcls.api.client.AudioControl;
import portcls.api.ks.BasicSupport.Stepping;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PinCategories;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** An amplifier behind the virtual speaker: what is set of it is sent down a line, as text. */
@Component(
        service = Adapter.class,
        property = "portcls.device.id=my:amplifier",
        configurationPid = "example.amplifier",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class Amplifier implements Adapter, Mixer {
    /** The configuration: the line, such as {@code /dev/ttyS0}. */
    @interface Settings {
        String path();
    }

    private static final Stepping LEVELS = new Stepping(-60 * AudioControl.DB, 0, AudioControl.DB);

    private final Map<MixerControl, Integer> values = new ConcurrentHashMap<>();
    private final Path line;

    @Activate
    public Amplifier(Settings settings) {
        line = Path.of(settings.path());
    }

    @Override
    public String id() {
        return "my:amplifier";
    }

    @Override
    public String name() {
        return "Amplifier";
    }

    @Override
    public String description() {
        return "line " + line;
    }

    @Override
    public List<String> hardwareIds() {
        return List.of("mixer"); // the stock driver serves it
    }

    @Override
    public List<Resource> resources() {
        return List.of(this);
    }

    @Override
    public List<Link> links() {
        return List.of(new Link("virtual:speaker/mixer", "Speakers", id(), "In"));
    }

    @Override
    public MixerLayout layout() {
        return MixerLayout.of()
                .line(MixerLine.in("In", PinCategories.LINE_CONNECTOR))
                .control(MixerControl.volume("Loudness", 1, LEVELS))
                .control(MixerControl.mute("Standby", 1))
                .line(MixerLine.out("Room", PinCategories.SPEAKER))
                .path("In", "Loudness", "Standby", "Room")
                .build();
    }

    @Override
    public int value(MixerControl control, int channel) {
        return values.getOrDefault(control, 0);
    }

    @Override
    public void value(MixerControl control, int channel, int value) throws IOException {
        boolean level = control.type().equals(NodeTypes.VOLUME);
        String text = level ? value / AudioControl.DB + " dB" : value == 1 ? "on" : "off";
        Files.writeString(
                line,
                control.name() + " " + text + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        values.put(control, value);
    }

    @Override
    public void onChange(@Nullable Consumer<MixerControl> listener) {} // it has no knobs
}
