package adapter.jack;

import adapter.jack.lib.JackClient;
import adapter.jack.lib.PortKind;
import adapter.jack.midi.JackMidiLink;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Connects MIDI ports of others with ours when they appear. A connection that somebody takes away
 * is not made again until the port has gone and come back.
 */
final class MidiConnections {
    private final JackClient client;
    private final JackMidiLink link;
    private final List<String> expressions;
    private final Set<String> sources = new HashSet<>();
    private final Set<String> targets = new HashSet<>();

    MidiConnections(JackClient client, JackMidiLink link, List<String> expressions) {
        this.client = client;
        this.link = link;
        this.expressions = expressions;
    }

    /** Looks for ports that are new, and connects them. */
    void refresh() throws IOException {
        if (expressions.isEmpty()) {
            return;
        }
        for (String port : appeared(sources, JackClient.OUTPUT, link.outputName())) {
            boolean _ = client.connect(port, link.inputName());
        }
        for (String port : appeared(targets, JackClient.INPUT, link.inputName())) {
            boolean _ = client.connect(link.outputName(), port);
        }
    }

    private Set<String> appeared(Set<String> known, long direction, String ours)
            throws IOException {
        Set<String> there = new HashSet<>();
        for (String expression : expressions) {
            there.addAll(client.ports(expression, PortKind.MIDI, direction));
        }
        there.remove(ours);
        Set<String> appeared = new HashSet<>(there);
        appeared.removeAll(known);
        known.clear();
        known.addAll(there);
        return appeared;
    }
}
