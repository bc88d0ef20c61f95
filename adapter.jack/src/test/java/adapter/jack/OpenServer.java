package adapter.jack;

import adapter.jack.lib.JackClient;
import adapter.jack.lib.LibraryMessages;
import adapter.jack.wave.JackEngine;

import portcls.api.adapter.WaveEndpoint;
import portcls.testkit.RealClock;

import java.io.IOException;

/** A server with our client and an engine on it, without the component. */
final class OpenServer implements AutoCloseable {
    final JackServer server;
    final JackClient client;
    final JackEngine engine;

    OpenServer(int period, boolean connect) throws IOException {
        server = JackServer.start(period);
        LibraryMessages.keep();
        JackClient opened = null;
        try {
            opened =
                    JackClient.open(server.name(), "portcls", new RealClock(), () -> {})
                            .orElseThrow(() -> new AssertionError("no client on " + server.name()));
            engine = new JackEngine(opened, 0, connect);
            opened.activate();
        } catch (Throwable t) {
            if (opened != null) {
                opened.close();
            }
            LibraryMessages.release();
            server.close();
            throw t;
        }
        client = opened;
    }

    WaveEndpoint playback() {
        return engine.endpoints().get(0);
    }

    WaveEndpoint capture() {
        return engine.endpoints().get(1);
    }

    @Override
    public void close() {
        engine.close();
        client.close();
        LibraryMessages.release();
        server.close();
    }
}
