package miniport.wavert;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.AudioModules;
import portcls.api.adapter.ContentProtection;
import portcls.api.adapter.WaveEndpoint;
import portcls.api.adapter.WaveEngine;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.drm.DrmRights;
import portcls.api.ks.AudioModuleDescriptor;
import portcls.api.ks.KsId;
import portcls.api.ks.WaveFormat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An engine with an equalizer, whose streams protect their sound from being copied. */
final class ModuleEngine implements WaveEngine, AudioModules {
    static final KsId EQUALIZER = KsId.of("11111111-2222-3333-4444-555555555555", "an equalizer");

    private final FakeEngine engine = new FakeEngine(FakeEngine.SPEAKER);

    /** What modules were told, and streams. */
    final List<String> told = new CopyOnWriteArrayList<>();

    volatile @Nullable Listener listener;

    @Override
    public List<AudioModuleDescriptor> modules() {
        return List.of(new AudioModuleDescriptor(EQUALIZER, 0, 1, 2, "Equalizer"));
    }

    @Override
    public byte[] command(KsId classId, int instanceId, byte[] arguments) throws IOException {
        String text = new String(arguments, StandardCharsets.US_ASCII);
        told.add(instanceId + ": " + text);
        if (text.isEmpty()) {
            throw new IOException("an empty command");
        }
        return ("done " + text).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void listener(@Nullable Listener newListener) {
        listener = newListener;
    }

    @Override
    public List<WaveEndpoint> endpoints() {
        return engine.endpoints();
    }

    @Override
    public String description() {
        return "an engine with modules";
    }

    @Override
    public WaveEngineStream open(WaveEndpoint endpoint, WaveFormat format) throws IOException {
        WaveEngineStream stream = engine.open(endpoint, format);
        OfStream modules = new OfStream();
        return (WaveEngineStream)
                Proxy.newProxyInstance(
                        ModuleEngine.class.getClassLoader(),
                        new Class<?>[] {
                            WaveEngineStream.class, AudioModules.class, ContentProtection.class
                        },
                        (_, method, arguments) -> {
                            boolean own = method.getDeclaringClass().isInstance(modules);
                            try {
                                return method.invoke(own ? modules : stream, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    /** The modules of a stream, and its protection. */
    private final class OfStream implements AudioModules, ContentProtection {
        @Override
        public List<AudioModuleDescriptor> modules() {
            return List.of(new AudioModuleDescriptor(EQUALIZER, 7, 1, 2, "Equalizer"));
        }

        @Override
        public byte[] command(KsId classId, int instanceId, byte[] arguments) throws IOException {
            return ModuleEngine.this.command(classId, instanceId, arguments);
        }

        @Override
        public void protect(DrmRights rights) throws IOException {
            if (rights.digitalOutputDisable()) {
                throw new IOException("its digital output has no switch");
            }
            told.add(rights.copyProtect() ? "protected" : "free");
        }
    }
}
