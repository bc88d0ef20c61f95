package portcls.banks.sf2;

import portcls.banks.BankInfo;
import portcls.banks.riff.RiffWriter;

import java.nio.ByteBuffer;
import java.util.List;

/** Writes a SoundFont 2.01, or 2.04 when it has 24-bit samples. */
public final class Sf2Writer {
    /** Frames of silence that must follow the last sample: interpolation looks ahead. */
    private static final int TAIL = 46;

    private static final int NAME = 20;
    private static final int HEADROOM = 4_096;

    private final Sf2File file;
    private final RiffWriter out;

    private Sf2Writer(Sf2File file) {
        this.file = file;
        out = new RiffWriter("sfbk", size(file));
    }

    /**
     * Writes it.
     *
     * @return the whole file
     */
    public static byte[] write(Sf2File file) {
        return new Sf2Writer(file).write();
    }

    private static int size(Sf2File file) {
        long size = HEADROOM + file.sampleBytes();
        size += 38L * file.presets().size() + 22L * file.instruments().size();
        size += 46L * file.samples().size();
        for (Sf2Preset preset : file.presets()) {
            size += size(preset.zones());
        }
        for (Sf2Instrument instrument : file.instruments()) {
            size += size(instrument.zones());
        }
        return (int) Math.min(size, Integer.MAX_VALUE - 8L);
    }

    private static long size(List<Sf2Zone> zones) {
        long size = 0;
        for (Sf2Zone zone : zones) {
            size += 4 + 4L * zone.generatorCount() + 10L * zone.modulators().size();
        }
        return size;
    }

    private byte[] write() {
        out.list("INFO", this::writeInfo);
        out.list("sdta", this::writeSound);
        out.list(
                "pdta",
                () -> {
                    List<List<Sf2Zone>> presets =
                            file.presets().stream().map(Sf2Preset::zones).toList();
                    List<List<Sf2Zone>> instruments =
                            file.instruments().stream().map(Sf2Instrument::zones).toList();
                    out.chunk("phdr", this::writePresets);
                    writeZones('p', presets);
                    out.chunk("inst", this::writeInstruments);
                    writeZones('i', instruments);
                    out.chunk("shdr", this::writeSamples);
                });
        return out.toBytes();
    }

    private void writeInfo() {
        out.chunk("ifil", () -> out.u16(2).u16(file.sound24() == null ? 1 : 4));
        out.textChunk("isng", "EMU8000", NAME);
        BankInfo info = file.info();
        if (info.name() == null) { // the format wants one
            info = new BankInfo("", info.author(), info.copyright(), info.comment());
        }
        info.write(out);
    }

    private void writeSound() {
        int tail = missingTail();
        out.chunk("smpl", () -> out.bytes(file.sound()).zeros(2 * tail));
        ByteBuffer low = file.sound24();
        if (low != null) {
            out.chunk("sm24", () -> out.bytes(low).zeros(tail));
        }
    }

    private int missingTail() {
        int last = file.samples().stream().mapToInt(Sf2Sample::end).max().orElse(0);
        return Math.max(0, last + TAIL - file.sound().remaining() / 2);
    }

    private void writePresets() {
        int bag = 0;
        for (Sf2Preset preset : file.presets()) {
            out.text(preset.name(), NAME).u16(preset.program()).u16(preset.bank()).u16(bag);
            out.i32(0).i32(0).i32(0);
            bag += preset.zones().size();
        }
        out.text("EOP", NAME).u16(255).u16(255).u16(bag).i32(0).i32(0).i32(0);
    }

    private void writeInstruments() {
        int bag = 0;
        for (Sf2Instrument instrument : file.instruments()) {
            out.text(instrument.name(), NAME).u16(bag);
            bag += instrument.zones().size();
        }
        out.text("EOI", NAME).u16(bag);
    }

    /** Writes bags, modulators and generators of one level. */
    private void writeZones(char level, List<List<Sf2Zone>> owners) {
        List<Sf2Zone> zones = owners.stream().flatMap(List::stream).toList();
        out.chunk(
                level + "bag",
                () -> {
                    int generator = 0;
                    int modulator = 0;
                    for (Sf2Zone zone : zones) {
                        out.u16(generator).u16(modulator);
                        generator += zone.generatorCount();
                        modulator += zone.modulators().size();
                    }
                    if (generator > 0xFFFF || modulator > 0xFFFF) {
                        throw new IllegalArgumentException(
                                "a SoundFont has at most 65535 generators: generators="
                                        + generator
                                        + ", modulators="
                                        + modulator);
                    }
                    out.u16(generator).u16(modulator);
                });
        out.chunk(
                level + "mod",
                () -> {
                    for (Sf2Zone zone : zones) {
                        for (Sf2Modulator m : zone.modulators()) {
                            out.u16(m.source()).u16(m.destination()).u16(m.amount());
                            out.u16(m.amountSource()).u16(m.transform());
                        }
                    }
                    out.zeros(10);
                });
        out.chunk(
                level + "gen",
                () -> {
                    for (Sf2Zone zone : zones) {
                        for (int i = 0; i < zone.generatorCount(); i++) {
                            out.u16(zone.generator(i)).u16(zone.amount(i));
                        }
                    }
                    out.zeros(4);
                });
    }

    private void writeSamples() {
        for (Sf2Sample sample : file.samples()) {
            out.text(sample.name(), NAME).i32(sample.start()).i32(sample.end());
            out.i32(sample.loopStart()).i32(sample.loopEnd()).i32(sample.rate());
            out.u8(sample.key()).u8(sample.cents()).u16(sample.link()).u16(sample.type());
        }
        out.text("EOS", NAME).zeros(26);
    }
}
