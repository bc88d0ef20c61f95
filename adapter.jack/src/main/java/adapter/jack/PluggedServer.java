package adapter.jack;

import adapter.jack.lib.JackClient;
import adapter.jack.midi.JackMidiLink;
import adapter.jack.wave.JackEngine;

import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

import portcls.api.adapter.Adapter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server that is there: its client, and its two devices. */
final class PluggedServer {
    private static final String DEVICE_ID = "portcls.device.id";

    private final JackClient client;
    private final JackEngine engine;
    private final JackMidiLink midi;
    private final MidiConnections connections;

    /** Guarded by this. */
    private final List<ServiceRegistration<Adapter>> registrations = new ArrayList<>();

    /** Guarded by this. */
    private boolean unplugged;

    /** Looks at the server and starts its cycles; nobody sees it yet. */
    PluggedServer(JackClient client, JackConfig config) throws IOException {
        this.client = client;
        engine = new JackEngine(client, config.channels(), config.connect());
        midi = new JackMidiLink(client);
        connections = new MidiConnections(client, midi, config.midiConnect());
        try {
            client.activate();
            connections.refresh();
        } catch (IOException e) {
            midi.close();
            throw e;
        }
    }

    /** Registers the devices, unless {@link #unplug} was called. */
    void plug(BundleContext context, JackConfig config) {
        String server = config.server().isEmpty() ? "" : " " + config.server();
        register(
                context,
                new JackDevice(
                        config.deviceId(),
                        "JACK" + server,
                        List.of("jack", "wave-engine"),
                        engine,
                        client));
        register(
                context,
                new JackDevice(
                        config.midiDeviceId(),
                        "JACK MIDI" + server,
                        List.of("jack-midi", "midi-bytes"),
                        midi,
                        client));
    }

    private void register(BundleContext context, Adapter device) {
        ServiceRegistration<Adapter> registration =
                context.registerService(
                        Adapter.class,
                        device,
                        FrameworkUtil.asDictionary(Map.of(DEVICE_ID, device.id())));
        synchronized (this) {
            if (!unplugged) {
                registrations.add(registration);
                return;
            }
        }
        registration.unregister();
    }

    /** Unregisters the devices; when this returns their drivers have let go. Any thread. */
    void unplug() {
        List<ServiceRegistration<Adapter>> mine;
        synchronized (this) {
            unplugged = true;
            mine = List.copyOf(registrations);
            registrations.clear();
        }
        for (ServiceRegistration<Adapter> registration : mine) {
            registration.unregister();
        }
    }

    /** What is to be done now and then. */
    void look() throws IOException {
        connections.refresh();
    }

    /** Whether its client can do nothing more. */
    boolean isOver() {
        return client.isOver();
    }

    /** MIDI messages that were lost until now. */
    long lostMessages() {
        return midi.lost();
    }

    /** Ends what is left of it; the client is closed by its owner. */
    void close() {
        if (client.isOver()) {
            engine.fail(client.farewell()); // streams that were opened behind unplug's back
        }
        engine.close();
        midi.close();
    }

    /** The server went: tells the owners of streams, before anything else takes its time. */
    void fail() {
        engine.fail(client.farewell());
    }
}
