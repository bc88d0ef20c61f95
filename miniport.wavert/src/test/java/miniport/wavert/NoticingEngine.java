package miniport.wavert;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.JackDetection;
import portcls.api.adapter.WaveEndpoint;
import portcls.api.adapter.WaveEngine;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.ks.JackDescription;
import portcls.api.ks.WaveFormat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** An engine that notices plugging, and has no streams. */
final class NoticingEngine implements WaveEngine, JackDetection {
    private final List<WaveEndpoint> endpoints;
    private final Map<WaveEndpoint, List<JackDescription>> changed = new HashMap<>();
    @Nullable Consumer<WaveEndpoint> listener;

    NoticingEngine(WaveEndpoint... endpoints) {
        this.endpoints = List.of(endpoints);
    }

    /** Something is plugged in or pulled out. */
    void change(WaveEndpoint endpoint, JackDescription... jacks) {
        changed.put(endpoint, List.of(jacks));
        if (listener != null) {
            listener.accept(endpoint);
        }
    }

    @Override
    public List<JackDescription> jacks(WaveEndpoint endpoint) {
        return changed.getOrDefault(endpoint, endpoint.jacks());
    }

    @Override
    public void onJackChange(@Nullable Consumer<WaveEndpoint> newListener) {
        listener = newListener;
    }

    @Override
    public List<WaveEndpoint> endpoints() {
        return endpoints;
    }

    @Override
    public WaveEngineStream open(WaveEndpoint endpoint, WaveFormat format) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String description() {
        return "test engine that notices plugging";
    }
}
