package portcls.banks.sf2;

import org.jspecify.annotations.Nullable;

import portcls.banks.BankInfo;
import portcls.banks.BankInstrument;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What a SoundFont holds. Indexes in it are checked.
 *
 * @param sound 16-bit frames
 * @param sound24 the low bytes of 24-bit frames, {@code null} when it has none
 */
public record Sf2File(
        BankInfo info,
        List<Sf2Preset> presets,
        List<Sf2Instrument> instruments,
        List<Sf2Sample> samples,
        ByteBuffer sound,
        @Nullable ByteBuffer sound24) {
    public Sf2File {
        presets = List.copyOf(presets);
        instruments = List.copyOf(instruments);
        samples = List.copyOf(samples);
    }

    /** What can be selected. */
    public List<BankInstrument> bankInstruments() {
        return presets.stream().map(Sf2Preset::bankInstrument).toList();
    }

    /** Bytes of sound. */
    public long sampleBytes() {
        return sound.remaining() + (sound24 == null ? 0L : sound24.remaining());
    }
}
