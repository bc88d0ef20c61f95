package miniport.topology.ac97;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.IoPort;
import portcls.api.adapter.Mixer;
import portcls.api.adapter.MixerControl;
import portcls.api.adapter.MixerLayout;
import portcls.api.adapter.MixerLine;
import portcls.api.ks.BasicSupport.Stepping;
import portcls.api.ks.JackDescription;
import portcls.api.ks.JackDescription.Connection;
import portcls.api.ks.JackDescription.GeoLocation;
import portcls.api.ks.PinCategories;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The mixer of a codec: four sources with volume and mute, which are mixed to up to three outputs,
 * and one source that is recorded. Headphones and the mono output are there when the codec has
 * their registers. It has no knob, so that nobody else changes it. At PASSIVE, one thread at a
 * time.
 */
public final class Ac97Mixer implements Mixer {
    /** Bytes of a codec's registers. */
    public static final int REGISTER_BYTES = 0x80;

    private static final int MASTER = 0x02;
    private static final int HEADPHONE = 0x04;
    private static final int MONO = 0x06;
    private static final int MICROPHONE = 0x0E;
    private static final int LINE = 0x10;
    private static final int CD = 0x12;
    private static final int PCM = 0x18;
    private static final int RECORD_SELECT = 0x1A;
    private static final int RECORD_GAIN = 0x1C;

    private static final int MUTE = 0x8000;
    private static final int BOOST = 0x40;

    /** An input as loud as it comes, left and right. */
    private static final int UNITY = 0x0808;

    /** What the codec calls microphone, CD, line in and its own mix when it records. */
    private static final List<Integer> RECORD_CODES = List.of(0, 1, 4, 5);

    private static final int VOLUME_BITS = 5;
    private static final int GAIN_BITS = 4;
    private static final int HIGHEST_INPUT = 8 * Field.STEP;
    private static final Stepping OUTPUTS = new Stepping(-31 * Field.STEP, 0, Field.STEP);
    private static final Stepping INPUTS =
            new Stepping(-23 * Field.STEP, HIGHEST_INPUT, Field.STEP);
    private static final Stepping GAINS = new Stepping(0, 15 * Field.STEP, Field.STEP);
    private static final int BOOST_LEVEL = 20 * 65_536;
    private static final Stepping BOOSTS = new Stepping(0, BOOST_LEVEL, BOOST_LEVEL);

    private static final int NO_CODEC = 0xFFFF;
    private static final int GREEN = 0x00FF00;
    private static final int BLUE = 0x0000FF;
    private static final int PINK = 0xFF80C0;
    private static final int BLACK = 0x101010;
    private static final int STEREO = 3;
    private static final int CENTER = 4;

    private final IoPort registers;
    private final Map<String, Field> fields = new HashMap<>();
    private final MixerLayout layout;

    /**
     * Takes a codec over as it is set; one that is muted as after a reset is made heard, and
     * records.
     *
     * @param registers its registers, 16 bits each
     * @throws IOException when no codec answers
     */
    public Ac97Mixer(IoPort registers) throws IOException {
        this.registers = registers;
        if (registers.readWord(MASTER) == NO_CODEC && registers.readWord(PCM) == NO_CODEC) {
            throw new IOException(
                    "no AC'97 codec answers at "
                            + registers.description()
                            + ": every register reads 0xffff; wait until its controller has reset"
                            + " it, and check the address");
        }
        layout = describe();
        if (isFresh()) {
            registers.writeWord(MASTER, 0);
            registers.writeWord(PCM, UNITY);
            registers.writeWord(RECORD_GAIN, 0);
        }
    }

    private boolean isFresh() {
        return registers.readWord(MASTER) == MUTE
                && registers.readWord(RECORD_GAIN) == MUTE
                && registers.readWord(PCM) == (MUTE | UNITY)
                && registers.readWord(LINE) == (MUTE | UNITY);
    }

    private MixerLayout describe() {
        boolean headphone = has(HEADPHONE);
        boolean mono = has(MONO);
        MixerLayout.Builder all =
                MixerLayout.of()
                        .line(MixerLine.in("PCM Out", PinCategories.LEGACY_AUDIO_CONNECTOR))
                        .line(
                                MixerLine.in(
                                        "Line In", PinCategories.LINE_CONNECTOR, socket(BLUE, 0)))
                        .line(
                                MixerLine.in(
                                        "CD",
                                        PinCategories.CD_PLAYER,
                                        JackDescription.socket(
                                                Connection.ATAPI_INTERNAL,
                                                GeoLocation.ATAPI,
                                                0,
                                                0)))
                        .line(MixerLine.in("Microphone", PinCategories.MICROPHONE, socket(PINK, 0)))
                        .line(
                                MixerLine.out(
                                        "Line Out", PinCategories.SPEAKER, socket(GREEN, STEREO)))
                        .line(MixerLine.out("Record", PinCategories.LEGACY_AUDIO_CONNECTOR));
        input(all, "PCM Out", PCM, 2);
        input(all, "Line In", LINE, 2);
        input(all, "CD", CD, 2);
        add(
                all,
                MixerControl.volume("Microphone Boost", 1, BOOSTS),
                new Field.Bit(MICROPHONE, BOOST, BOOST_LEVEL));
        input(all, "Microphone", MICROPHONE, 1);
        all.control(MixerControl.sum("Mix"));
        output(all, "Master", MASTER, 2);
        add(
                all,
                MixerControl.mux("Record Source", RECORD_CODES.size()),
                new Field.Selector(RECORD_SELECT, RECORD_CODES));
        add(
                all,
                MixerControl.volume("Record Gain", 2, GAINS),
                new Field.Gain(RECORD_GAIN, GAIN_BITS));
        add(all, MixerControl.mute("Record Mute", 1), new Field.Bit(RECORD_GAIN, MUTE, 1));
        all.path("PCM Out", "PCM Out Volume", "PCM Out Mute", "Mix")
                .path("Line In", "Line In Volume", "Line In Mute", "Mix")
                .path("CD", "CD Volume", "CD Mute", "Mix")
                .path("Microphone", "Microphone Boost", "Microphone Volume", "Microphone Mute")
                .path("Microphone Mute", "Mix", "Master Volume", "Master Mute", "Line Out")
                // The codec records its sources before their volumes.
                .path("Microphone Boost", "Record Source")
                .path("CD", "Record Source")
                .path("Line In", "Record Source")
                .path("Mix", "Record Source", "Record Gain", "Record Mute", "Record");
        if (headphone) {
            all.line(MixerLine.out("Headphones", PinCategories.HEADPHONES, socket(BLACK, STEREO)));
            output(all, "Headphones", HEADPHONE, 2);
            all.path("Mix", "Headphones Volume", "Headphones Mute", "Headphones");
        }
        if (mono) {
            all.line(
                    MixerLine.out(
                            "Mono Out",
                            PinCategories.PHONE_LINE,
                            JackDescription.integrated(CENTER)));
            output(all, "Mono Out", MONO, 1);
            all.path("Mix", "Mono Out Volume", "Mono Out Mute", "Mono Out");
        }
        return all.build();
    }

    /** A register that is not there cannot be changed. */
    private boolean has(int register) {
        int old = registers.readWord(register);
        registers.writeWord(register, old ^ MUTE);
        boolean changed = registers.readWord(register) != old;
        registers.writeWord(register, old);
        return changed;
    }

    private static JackDescription socket(int color, int speakers) {
        return JackDescription.socket(Connection.JACK_3_5_MM, GeoLocation.REAR, color, speakers);
    }

    private void input(MixerLayout.Builder all, String source, int register, int channels) {
        add(
                all,
                MixerControl.volume(source + " Volume", channels, INPUTS),
                new Field.Attenuation(register, VOLUME_BITS, HIGHEST_INPUT, channels));
        add(all, MixerControl.mute(source + " Mute", 1), new Field.Bit(register, MUTE, 1));
    }

    private void output(MixerLayout.Builder all, String goal, int register, int channels) {
        add(
                all,
                MixerControl.volume(goal + " Volume", channels, OUTPUTS),
                new Field.Attenuation(register, VOLUME_BITS, OUTPUTS.maximum(), channels));
        add(all, MixerControl.mute(goal + " Mute", 1), new Field.Bit(register, MUTE, 1));
    }

    private void add(MixerLayout.Builder all, MixerControl control, Field field) {
        all.control(control);
        fields.put(control.name(), field);
    }

    @Override
    public String description() {
        return "AC'97 codec at " + registers.description();
    }

    @Override
    public MixerLayout layout() {
        return layout;
    }

    @Override
    public int value(MixerControl control, int channel) {
        return field(control).read(registers, channel);
    }

    @Override
    public void value(MixerControl control, int channel, int value) {
        field(control).write(registers, channel, value);
    }

    @Override
    public void onChange(@Nullable Consumer<MixerControl> listener) {
        // The codec has no knob and tells nothing.
    }

    private Field field(MixerControl control) {
        return Objects.requireNonNull(
                fields.get(control.name()), () -> "the codec has no such control: " + control);
    }
}
