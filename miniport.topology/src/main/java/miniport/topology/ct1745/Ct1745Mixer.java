package miniport.topology.ct1745;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.IoPort;
import portcls.api.adapter.Mixer;
import portcls.api.adapter.MixerControl;
import portcls.api.adapter.MixerLayout;
import portcls.api.adapter.MixerLine;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.BasicSupport.Stepping;
import portcls.api.ks.JackDescription;
import portcls.api.ks.JackDescription.Connection;
import portcls.api.ks.JackDescription.GeoLocation;
import portcls.api.ks.KsId;
import portcls.api.ks.PinCategories;
import portcls.sb16.Ct1745;
import portcls.sb16.Ct1745Levels;
import portcls.sb16.Ct1745Source;
import portcls.sb16.Ct1745Volume;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The CT1745: five sources with volumes, switches by which three of them get into what is heard and
 * four into what is recorded, gains and tone controls. It has no knob, so that nobody else changes
 * it. At PASSIVE, one thread at a time.
 */
public final class Ct1745Mixer implements Mixer {
    private static final Stepping VOLUMES =
            new Stepping(Ct1745Levels.LOWEST_VOLUME, 0, Ct1745Levels.STEP);
    private static final Stepping GAINS =
            new Stepping(0, Ct1745Levels.HIGHEST_GAIN, Ct1745Levels.GAIN_STEP);
    private static final Stepping TONES =
            new Stepping(Ct1745Levels.LOWEST_TONE, -Ct1745Levels.LOWEST_TONE, Ct1745Levels.STEP);

    /** What programs are heard through. */
    private static final List<Ct1745Volume> HEARD =
            List.of(Ct1745Volume.MASTER, Ct1745Volume.VOICE, Ct1745Volume.MIDI);

    private static final int POWER_ON_LEVEL = -14 * Ct1745Levels.DECIBEL;
    private static final int NO_CHIP = 0xFF;
    private static final int GREEN = 0x00FF00;
    private static final int BLUE = 0x0000FF;
    private static final int PINK = 0xFF80C0;
    private static final int STEREO = 3;

    private final String place;
    private final Ct1745Levels chip;
    private final Map<String, Field> fields = new HashMap<>();
    private final MixerLayout.Builder building = MixerLayout.of();
    private final MixerLayout layout;

    /**
     * Takes a chip over as it is set; one that nobody has set since power-on is made as loud as
     * what it is given.
     *
     * @param port its two registers, or those of a whole card
     * @throws IOException when no chip answers
     */
    public Ct1745Mixer(IoPort port) throws IOException {
        place = port.description();
        Ct1745 registers = new Ct1745(port, port.length() > Ct1745.LENGTH ? Ct1745.OFFSET : 0);
        if (registers.read(Ct1745Volume.MASTER.register()) == NO_CHIP
                && registers.read(Ct1745Volume.VOICE.register()) == NO_CHIP) {
            throw new IOException(
                    "no CT1745 answers at "
                            + place
                            + ": every register reads 0xff; check the address of the card");
        }
        chip = new Ct1745Levels(registers);
        addLines();
        addSources();
        addOutput();
        addRecording();
        layout = building.build();
        if (isFresh()) {
            HEARD.forEach(this::loud);
        }
    }

    private boolean isFresh() {
        return HEARD.stream()
                .allMatch(
                        volume ->
                                chip.volume(volume, 0) == POWER_ON_LEVEL
                                        && chip.volume(volume, 1) == POWER_ON_LEVEL);
    }

    private void loud(Ct1745Volume volume) {
        for (int channel = 0; channel < volume.channels(); channel++) {
            chip.volume(volume, channel, 0);
        }
    }

    private void addLines() {
        KsId wire = PinCategories.LEGACY_AUDIO_CONNECTOR;
        building.line(MixerLine.in("Voice", wire))
                .line(MixerLine.in("MIDI", PinCategories.SYNTHESIZER))
                .line(
                        MixerLine.in(
                                "CD",
                                PinCategories.CD_PLAYER,
                                JackDescription.socket(
                                        Connection.ATAPI_INTERNAL, GeoLocation.ATAPI, 0, 0)))
                .line(MixerLine.in("Line In", PinCategories.LINE_CONNECTOR, socket(BLUE, 0)))
                .line(MixerLine.in("Microphone", PinCategories.MICROPHONE, socket(PINK, 0)))
                .line(MixerLine.out("Line Out", PinCategories.SPEAKER, socket(GREEN, STEREO)))
                .line(MixerLine.out("Record", wire));
    }

    private static JackDescription socket(int color, int speakers) {
        return JackDescription.socket(Connection.JACK_3_5_MM, GeoLocation.REAR, color, speakers);
    }

    private void addSources() {
        volume("Voice Volume", Ct1745Volume.VOICE);
        volume("MIDI Volume", Ct1745Volume.MIDI);
        volume("CD Volume", Ct1745Volume.CD);
        volume("Line In Volume", Ct1745Volume.LINE);
        add(MixerControl.agc("Microphone AGC", 1), new Field.Agc());
        volume("Microphone Volume", Ct1745Volume.MICROPHONE);
    }

    private void addOutput() {
        add(MixerControl.mute("CD Mute", 1), new Field.Unheard(Ct1745Source.CD));
        add(MixerControl.mute("Line In Mute", 1), new Field.Unheard(Ct1745Source.LINE));
        add(MixerControl.mute("Microphone Mute", 1), new Field.Unheard(Ct1745Source.MICROPHONE));
        building.control(MixerControl.sum("Mix"));
        add(
                MixerControl.tone("Treble", AudioProperty.TREBLE, 2, TONES),
                new Field.Tone(Ct1745.TREBLE));
        add(MixerControl.tone("Bass", AudioProperty.BASS, 2, TONES), new Field.Tone(Ct1745.BASS));
        volume("Master Volume", Ct1745Volume.MASTER);
        add(MixerControl.volume("Output Gain", 2, GAINS), new Field.Gain(Ct1745.OUTPUT_GAIN));
        building.path("Voice", "Voice Volume", "Mix")
                .path("MIDI", "MIDI Volume", "Mix")
                .path("CD", "CD Volume", "CD Mute", "Mix")
                .path("Line In", "Line In Volume", "Line In Mute", "Mix")
                .path("Microphone", "Microphone AGC", "Microphone Volume", "Microphone Mute", "Mix")
                .path("Mix", "Treble", "Bass", "Master Volume", "Output Gain", "Line Out");
    }

    private void addRecording() {
        recorded("MIDI", Ct1745Source.MIDI);
        recorded("CD", Ct1745Source.CD);
        recorded("Line In", Ct1745Source.LINE);
        recorded("Microphone", Ct1745Source.MICROPHONE);
        building.control(MixerControl.sum("Record Mix"));
        add(MixerControl.volume("Record Gain", 2, GAINS), new Field.Gain(Ct1745.INPUT_GAIN));
        building.path("MIDI Volume", "MIDI Record Mute", "Record Mix")
                .path("CD Volume", "CD Record Mute", "Record Mix")
                .path("Line In Volume", "Line In Record Mute", "Record Mix")
                .path("Microphone Volume", "Microphone Record Mute", "Record Mix")
                .path("Record Mix", "Record Gain", "Record");
    }

    private void recorded(String name, Ct1745Source source) {
        add(MixerControl.mute(name + " Record Mute", 2), new Field.Unrecorded(source));
    }

    private void volume(String name, Ct1745Volume volume) {
        add(MixerControl.volume(name, volume.channels(), VOLUMES), new Field.Volume(volume));
    }

    private void add(MixerControl control, Field field) {
        building.control(control);
        fields.put(control.name(), field);
    }

    @Override
    public String description() {
        return "CT1745 at " + place;
    }

    @Override
    public MixerLayout layout() {
        return layout;
    }

    @Override
    public int value(MixerControl control, int channel) {
        return field(control).read(chip, channel);
    }

    @Override
    public void value(MixerControl control, int channel, int value) {
        field(control).write(chip, channel, value);
    }

    @Override
    public void onChange(@Nullable Consumer<MixerControl> listener) {
        // The chip has no knob and tells nothing.
    }

    private Field field(MixerControl control) {
        return Objects.requireNonNull(
                fields.get(control.name()), () -> "the chip has no such control: " + control);
    }
}
