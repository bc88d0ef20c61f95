package adapter.alsa.mixer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.alsa.FileCard;
import adapter.alsa.FileCard.Control;
import adapter.alsa.Parts;
import adapter.alsa.lib.Alsa;
import adapter.alsa.lib.AlsaException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.api.adapter.MixerControl;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.conformance.Rule;
import portcls.testkit.Await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** The mixer of a card as sound chips have it, through ALSA itself. */
class CardMixerTest {
    private static final int DECIBEL = 65_536;

    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final List<IOException> losses = new CopyOnWriteArrayList<>();

    private Alsa alsa;
    private FileCard card;
    private AlsaMixer mixer;

    @BeforeEach
    void open() throws AlsaException {
        alsa = Parts.alsa();
        card = FileCard.make();
        mixer = AlsaMixer.open("card", losses::add);
        mixer.onChange(control -> changes.add(control.name()));
    }

    @AfterEach
    void close() {
        if (mixer != null) {
            mixer.close();
        }
        if (card != null) {
            card.close();
        }
        alsa.close();
    }

    private MixerControl control(String name) {
        return mixer.layout().controls().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private int value(String name) throws IOException {
        return mixer.value(control(name), 0);
    }

    @Test
    void theControlsAreThoseOfTheCardAndSwitchesOfTheHardwareAreLeftOut() {
        assertEquals(
                List.of(
                        "Master Volume",
                        "Master Mute",
                        "Capture Volume",
                        "Capture Mute",
                        "Input Source",
                        "Mic Boost Capture Volume"),
                mixer.layout().controls().stream().map(MixerControl::name).toList());
        assertEquals(NodeTypes.MUX, control("Input Source").type());
        assertEquals(3, Objects.requireNonNull(control("Input Source").range()).maximum());
        assertEquals(
                List.of("Playback", "Speaker", "Capture", "Mic", "Front Mic", "Line"),
                mixer.layout().lines().stream().map(it -> it.name()).toList());
    }

    @Test
    @Rule("TOP-8")
    void theInputThatIsSelectedIsThatOfTheCard() throws IOException {
        assertEquals(2, value("Input Source"));
        mixer.value(control("Input Source"), 0, 3);
        assertEquals(2, card.value(Control.INPUT_SOURCE, 0));
        assertEquals(3, value("Input Source"));
        card.turn(Control.MASTER_SWITCH, 0);
        Await.until("what somebody else sets is told", () -> !changes.isEmpty());
        assertEquals(List.of("Master Mute"), changes, "what is set here is not");
    }

    @Test
    @Rule("TOP-9")
    void anInputThatSomebodyElseSelectsIsTold() throws IOException {
        card.turn(Control.INPUT_SOURCE, 0);
        Await.until("it is told", () -> !changes.isEmpty());
        assertEquals(List.of("Input Source"), changes);
        assertEquals(1, value("Input Source"));
    }

    @Test
    @Rule("TOP-8")
    void aSelectorThatAlsaSplitsIntoSwitchesIsOneAgain() throws IOException {
        mixer.close();
        card.remove(Control.INPUT_SOURCE, true);
        card.remove(Control.CAPTURE_SOURCE, false);
        mixer = AlsaMixer.open("card", losses::add);
        mixer.onChange(control -> changes.add(control.name()));
        MixerControl source = control("Capture Source");
        assertEquals(NodeTypes.MUX, source.type());
        assertEquals(3, Objects.requireNonNull(source.range()).maximum());
        int chosen = value("Capture Source");
        String line = inputs(source).get(chosen - 1);
        assertEquals("Front Mic", line);
        int other = inputs(source).indexOf("Line") + 1;
        mixer.value(source, 0, other);
        assertEquals(2, card.value(Control.CAPTURE_SOURCE, 0));
        assertEquals(other, value("Capture Source"));
        card.turn(Control.CAPTURE_SOURCE, 1);
        Await.until("it is told", () -> !changes.isEmpty());
        assertEquals(chosen, value("Capture Source"));
        card.turn(Control.MASTER_SWITCH, 0);
        Await.until("and what comes then", () -> changes.contains("Master Mute"));
        assertEquals(List.of("Capture Source", "Master Mute"), changes);
    }

    /** The lines at the inputs 1 … of a selector, in their order. */
    private List<String> inputs(MixerControl selector) {
        int node = mixer.layout().controls().indexOf(selector);
        return mixer.layout().connections().stream()
                .filter(it -> it.toNode() == node)
                .sorted(Comparator.comparing(ConnectionDescriptor::toPin))
                .map(it -> mixer.layout().lines().get(it.fromPin()).name())
                .toList();
    }

    @Test
    @Rule("TOP-5")
    void levelsAreThoseOfTheCardAndTheLowestIsSilence() throws IOException {
        assertEquals(-3 * DECIBEL, value("Master Volume"));
        mixer.value(control("Master Volume"), 1, -20 * DECIBEL);
        assertEquals(60, card.value(Control.MASTER_VOLUME, 0));
        assertEquals(43, card.value(Control.MASTER_VOLUME, 1));
        assertEquals(3 * DECIBEL, value("Capture Volume"));
        mixer.value(control("Capture Volume"), 0, DECIBEL * 3 / 4 - DECIBEL * 12);
        assertEquals(1, card.value(Control.CAPTURE_VOLUME, 0));
        mixer.value(control("Mic Boost Capture Volume"), 0, 20 * DECIBEL);
        assertEquals(2, card.value(Control.MIC_BOOST, 0));
        card.turn(Control.MASTER_VOLUME, 0, 0);
        Await.until("it is told", () -> changes.contains("Master Volume"));
        assertEquals(Integer.MIN_VALUE, value("Master Volume"));
        mixer.value(
                control("Master Volume"),
                0,
                Objects.requireNonNull(control("Master Volume").range()).minimum());
        assertEquals(0, card.value(Control.MASTER_VOLUME, 0));
    }

    @Test
    void aControlThatGoesIsSaidAndComesBackAsItIs() throws IOException {
        card.remove(Control.INPUT_SOURCE, true);
        Await.until("its going is told", () -> !changes.isEmpty());
        assertEquals(List.of("Input Source"), changes);
        String why = assertThrows(IOException.class, () -> value("Input Source")).getMessage();
        assertTrue(why.contains("\"Input Source\" is gone from the mixer card"), why);
        assertEquals(-3 * DECIBEL, value("Master Volume"), "the others stay");
        // ALSA has an error for a change of what it does not know; the mixer stays all the same.
        card.turn(Control.INPUT_SOURCE, 2);
        card.turn(Control.MASTER_SWITCH, 0);
        Await.until("so is what others do", () -> changes.contains("Master Mute"));
        card.remove(Control.INPUT_SOURCE, false);
        Await.until("so is its coming", () -> changes.size() == 3);
        assertEquals(3, value("Input Source"));
        mixer.value(control("Input Source"), 0, 1);
        assertEquals(0, card.value(Control.INPUT_SOURCE, 0));
        assertEquals(List.of(), losses);
    }

    @Test
    void aStormOfChangesEndsWithWhatTheCardHas() throws IOException {
        List<Integer> read = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            card.turn(Control.MASTER_VOLUME, i % 40, i % 40);
            card.turn(Control.INPUT_SOURCE, i % 3);
            if (i % 100 == 0) {
                read.add(value("Input Source"));
            }
        }
        assertEquals(20, read.size());
        card.turn(Control.INPUT_SOURCE, 2);
        card.turn(Control.MASTER_VOLUME, 50, 50); // ALSA remembers it: known when its event is
        Await.until("all is told", this::isSettled);
        assertEquals(3, value("Input Source"));
        int told = changes.size();
        card.turn(Control.CAPTURE_SWITCH, 0);
        Await.until("the next change is told", () -> changes.contains("Capture Mute"));
        assertEquals(told + 1, changes.size(), "nothing is told twice");
    }

    @Test
    void aMixerThatCannotBeUnderstoodIsRefusedAsOneThatCannotBeOpened() {
        MixerThread.Owner confused =
                new MixerThread.Owner() {
                    @Override
                    public void opened(MixerHandle opened) {
                        throw new IllegalArgumentException("odd");
                    }

                    @Override
                    public void changed(MixerHandle changed) {}

                    @Override
                    public void lost(IOException why) {
                        losses.add(why);
                    }
                };
        String why =
                assertThrows(AlsaException.class, () -> MixerThread.open("card", confused))
                        .getMessage();
        assertEquals("the mixer card broke: java.lang.IllegalArgumentException: odd", why);
        assertEquals(List.of(), losses);
    }

    private boolean isSettled() {
        try {
            return value("Master Volume") == -13 * DECIBEL && value("Input Source") == 3;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
