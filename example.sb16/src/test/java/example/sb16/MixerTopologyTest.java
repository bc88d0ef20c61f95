package example.sb16;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;

import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.IoPort;
import portcls.api.client.AudioControl;
import portcls.api.client.FilterHandle;
import portcls.api.client.PropertyAccess.Support;
import portcls.api.client.Registration;
import portcls.api.client.Target;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.BasicSupport.Stepping;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.JackDescription;
import portcls.api.ks.JackProperty;
import portcls.api.ks.KsEvents;
import portcls.api.ks.PropertyVerb;
import portcls.ports.service.ResourceList;
import portcls.sb16.Ct1745;
import portcls.sb16.Ct1745Volume;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The mixer's nodes do to the chip what they say. */
@Timeout(120)
final class MixerTopologyTest {
    private static final Stepping LEVELS =
            new Stepping(-62 * AudioControl.DB, 0, 2 * AudioControl.DB);

    private static final int LOUDEST = 31 << 3;

    // Nodes.
    private static final int VOICE_VOLUME = 0;
    private static final int VOICE_MUTE = 1;
    private static final int LINE_MUTE = 7;
    private static final int MICROPHONE_VOLUME = 8;
    private static final int SELECTOR = 13;

    // Pins.
    private static final int VOICE = 0;
    private static final int MICROPHONE = 4;
    private static final int LINE_OUT = 5;

    @TempDir private Path folder;
    private CardHouse it;
    private FilterHandle mixer;
    private Ct1745 chip;

    @BeforeEach
    void open() throws BundleException {
        it = new CardHouse(folder);
        it.insertCard();
        it.plug(new SoundBlaster());
        it.awaitSubdevices("Wave", "Topology");
        mixer = it.filter("Topology").open();
        chip = new Ct1745((IoPort) it.card.device().resources().getFirst(), Ct1745.OFFSET);
    }

    @AfterEach
    void close() throws BundleException {
        mixer.close();
        it.close();
    }

    @Test
    void aVolumeTellsItsChannelsAndItsSteps() {
        Support stereo = mixer.support(AudioProperty.VOLUMELEVEL, Target.node(VOICE_VOLUME));
        assertEquals(
                Set.of(PropertyVerb.GET, PropertyVerb.SET, PropertyVerb.BASIC_SUPPORT),
                stereo.verbs());
        assertEquals(List.of(LEVELS, LEVELS), stereo.values().ranges());
        Support mono = mixer.support(AudioProperty.VOLUMELEVEL, Target.node(MICROPHONE_VOLUME));
        assertEquals(List.of(LEVELS), mono.values().ranges());
    }

    @Test
    void aVolumeIsSetForOneChannelOrForAll() {
        int half = -6 * AudioControl.DB;
        mixer.set(AudioProperty.VOLUMELEVEL, Target.node(VOICE_VOLUME), half);
        mixer.set(AudioProperty.VOLUMELEVEL, Target.node(VOICE_VOLUME).channel(1), 0);
        assertEquals(28 << 3, chip.read(Ct1745Volume.VOICE.register()));
        assertEquals(LOUDEST, chip.read(Ct1745Volume.VOICE.register() + 1));
        assertEquals(
                half, mixer.get(AudioProperty.VOLUMELEVEL, Target.node(VOICE_VOLUME).channel(0)));
        PortClsException e =
                assertThrows(
                        PortClsException.class,
                        () ->
                                mixer.set(
                                        AudioProperty.VOLUMELEVEL,
                                        Target.node(MICROPHONE_VOLUME).channel(1),
                                        0));
        assertSame(Status.INVALID_PARAMETER, e.status());
    }

    @Test
    void whatNobodyHasSetIsAsLoudAsWhatIsPlayed() {
        for (Ct1745Volume volume :
                List.of(Ct1745Volume.MASTER, Ct1745Volume.VOICE, Ct1745Volume.MIDI)) {
            assertEquals(LOUDEST, chip.read(volume.register()), volume.name());
        }
        mixer.set(AudioProperty.VOLUMELEVEL, Target.node(VOICE_VOLUME), LEVELS.minimum());
        it.pull();
        it.plug(new SoundBlaster());
        it.awaitSubdevices("Wave", "Topology");
        assertEquals(0, chip.read(Ct1745Volume.VOICE.register()), "what somebody has set stays");
    }

    @Test
    void itIsSetAfterAPowerCutAsItWasBefore() throws BundleException {
        mixer.set(
                AudioProperty.VOLUMELEVEL, Target.node(VOICE_VOLUME).channel(1), -AudioControl.DB);
        mixer.set(AudioProperty.VOLUMELEVEL, Target.node(MICROPHONE_VOLUME), 0);
        mixer.set(AudioProperty.MUTE, Target.node(VOICE_MUTE), true);
        mixer.set(AudioProperty.MUTE, Target.node(LINE_MUTE), true);
        mixer.set(AudioProperty.MUX_SOURCE, Target.node(SELECTOR), 1);
        it.pull();
        CardHouse.await("the key is closed", () -> it.registry.open.get() == 0);
        chip.write(0, 0); // all that the chip knew
        it.plug(new SoundBlaster());
        it.awaitSubdevices("Wave", "Topology");
        mixer.close();
        mixer = it.filter("Topology").open();
        assertTrue(mixer.get(AudioProperty.MUTE, Target.node(VOICE_MUTE)));
        assertTrue(mixer.get(AudioProperty.MUTE, Target.node(LINE_MUTE)));
        assertEquals(0, chip.read(Ct1745Volume.VOICE.register()));
        assertEquals(LOUDEST, chip.read(Ct1745Volume.MICROPHONE.register()));
        assertEquals(0x01, chip.read(Ct1745.INPUT_SWITCHES));
        assertEquals(0x07, chip.read(Ct1745.OUTPUT_SWITCHES) & 0x1F);
        mixer.set(AudioProperty.MUTE, Target.node(VOICE_MUTE), false);
        assertEquals(LOUDEST, chip.read(Ct1745Volume.VOICE.register()));
        assertEquals(30 << 3, chip.read(Ct1745Volume.VOICE.register() + 1));
    }

    @Test
    void aDamagedValueIsIgnored() {
        it.pull();
        String filter = CardHouse.CARD + "/Topology/";
        it.registry.values.put(filter + "record source", 77);
        it.registry.values.put(filter + "VOICE volume 0", "loud");
        it.plug(new SoundBlaster());
        it.awaitSubdevices("Wave", "Topology");
        assertEquals(0x10, chip.read(Ct1745.INPUT_SWITCHES), "the line in");
        assertEquals(LOUDEST, chip.read(Ct1745Volume.VOICE.register()));
    }

    @Test
    void eachSocketIsToldOfAndWiresHaveNone() {
        assertEquals(List.of(), jacks(VOICE));
        assertEquals(List.of(), jacks(LINE_OUT + 1));
        JackDescription out = jacks(LINE_OUT).getFirst();
        assertSame(JackDescription.GeoLocation.REAR, out.geoLocation());
        assertEquals(3, out.channelMapping(), "left and right");
        assertEquals(0, jacks(MICROPHONE).getFirst().channelMapping(), "it does not play");
        PortClsException e = assertThrows(PortClsException.class, () -> jacks(LINE_OUT + 2));
        assertSame(Status.INVALID_PARAMETER, e.status());
    }

    private List<JackDescription> jacks(int pin) {
        return mixer.get(JackProperty.DESCRIPTION, Target.pin(pin));
    }

    @Test
    void aSourceIsMutedByItsSwitchOrByItsLowestVolume() {
        mixer.set(AudioProperty.MUTE, Target.node(LINE_MUTE), true);
        assertEquals(0x07, chip.read(Ct1745.OUTPUT_SWITCHES) & 0x1F);
        mixer.set(AudioProperty.MUTE, Target.node(VOICE_MUTE), true);
        assertEquals(0, chip.read(Ct1745Volume.VOICE.register()));
        assertTrue(mixer.get(AudioProperty.MUTE, Target.node(VOICE_MUTE)));
        mixer.set(AudioProperty.MUTE, Target.node(VOICE_MUTE), false);
        assertEquals(LOUDEST, chip.read(Ct1745Volume.VOICE.register()));
    }

    @Test
    void theSelectorTakesOneSource() {
        assertEquals(0x10, chip.read(Ct1745.INPUT_SWITCHES), "the line in, to begin with");
        assertEquals(0x08, chip.read(Ct1745.INPUT_SWITCHES + 1));
        int microphone = 1;
        mixer.set(AudioProperty.MUX_SOURCE, Target.node(SELECTOR), microphone);
        assertEquals(0x01, chip.read(Ct1745.INPUT_SWITCHES));
        assertEquals(0x01, chip.read(Ct1745.INPUT_SWITCHES + 1));
        assertEquals(microphone, mixer.get(AudioProperty.MUX_SOURCE, Target.node(SELECTOR)));
        PortClsException e =
                assertThrows(
                        PortClsException.class,
                        () -> mixer.set(AudioProperty.MUX_SOURCE, Target.node(SELECTOR), 5));
        assertEquals("the selector has the inputs 1 … 4: source=5", e.getMessage());
    }

    @Test
    void whoWatchesANodeIsToldWhenItIsAnotherThanBefore() {
        int register = Ct1745Volume.VOICE.register();
        List<Integer> told = new CopyOnWriteArrayList<>();
        try (Registration _ =
                mixer.enable(
                        KsEvents.CONTROL_CHANGE,
                        Target.node(VOICE_VOLUME),
                        false,
                        () -> told.add(chip.read(register)))) {
            set(VOICE_VOLUME, -6 * AudioControl.DB);
            CardHouse.await("the event", () -> told.size() == 1);
            set(VOICE_VOLUME, -6 * AudioControl.DB);
            set(MICROPHONE_VOLUME, 0);
            set(VOICE_VOLUME, LEVELS.minimum());
            CardHouse.await("the next event", () -> told.getLast() == 0);
            assertEquals(List.of(28 << 3, 0), told);
        }
    }

    @Test
    void aChipThatDoesNotAnswerIsSaidToBeMissing() {
        var port = it.system.newPort(PortClass.TOPOLOGY);
        PortClsException e =
                assertThrows(
                        PortClsException.class,
                        () ->
                                port.init(
                                        it.card.device(),
                                        new MixerTopology(),
                                        ResourceList.of(List.of(new EmptyPort()))));
        assertTrue(e.getMessage().contains("no CT1745 answers at I/O 0x240"), e.getMessage());
    }

    @Test
    void itsDescriptionSaysWhatIsWhat() {
        FilterDescriptor filter = it.filter("Topology").descriptor();
        assertEquals(
                List.of("Voice", "MIDI", "CD", "Line In", "Microphone", "Line Out", "Record"),
                filter.pins().stream().map(pin -> pin.name().name()).toList());
        assertEquals("Record Source", filter.nodes().get(SELECTOR).name().name());
    }

    /** Sets a volume, and lets the event that comes of it be delivered. */
    private void set(int node, int level) {
        mixer.set(AudioProperty.VOLUMELEVEL, Target.node(node), level);
        it.advance(1);
    }

    /** A place on the bus where nothing is. */
    private record EmptyPort() implements IoPort {
        @Override
        public int read(int offset) {
            return 0xFF;
        }

        @Override
        public void write(int offset, int value) {}

        @Override
        public int length() {
            return 16;
        }

        @Override
        public String description() {
            return "I/O 0x240-0x24F";
        }
    }
}
