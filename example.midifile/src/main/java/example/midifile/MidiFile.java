package example.midifile;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

import portcls.api.IResourceList;
import portcls.api.adapter.Adapter;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FilterDescriptor;
import portcls.api.midi.IMiniportMidi;
import portcls.api.midi.IMiniportMidiStream;
import portcls.api.midi.IPortMidi;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** A MIDI device that is a file: what a program plays is appended to it, byte by byte. */
@Component(configurationPid = "example.midifile", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class MidiFile implements IMiniportMidi {
    /** The configuration: where the file is. */
    @interface Settings {
        String path();
    }

    private final Path path;
    private @Nullable FileChannel out;

    @Activate
    public MidiFile(Settings settings) {
        path = Path.of(settings.path());
    }

    @Override
    public FilterDescriptor getDescription() {
        return FilterDescriptor.midiRender("MIDI file " + path);
    }

    @Override
    public void init(Adapter adapter, IResourceList resources, IPortMidi port) throws IOException {
        out = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public IMiniportMidiStream newStream(int pin, boolean capture, DataFormat format) {
        FileChannel file = Objects.requireNonNull(out, "init comes first");
        return (IMiniportMidiStream.Render) bytes -> file.write(bytes);
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
