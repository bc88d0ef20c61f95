package portcls.gervill;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Soundbank;

/** Reads sound banks as the Java platform reads them: SF2 and DLS. Any thread that may block. */
final class BankReader {
    private static final String NEITHER = " is neither SF2 nor DLS; ";
    private static final int FORM_AT = 8;
    private static final int FORM_END = 12;

    private BankReader() {}

    static Soundbank read(Path file) throws IOException {
        try (PlatformLoader _ = PlatformLoader.enter()) {
            return MidiSystem.getSoundbank(file.toFile());
        } catch (InvalidMidiDataException e) {
            throw new IOException("bank=" + file + NEITHER + "name a file that is", e);
        }
    }

    static Soundbank read(byte[] bank) throws IOException {
        // The platform would take any sound for a bank with one instrument.
        String form =
                bank.length < FORM_END
                        ? ""
                        : new String(bank, FORM_AT, FORM_END - FORM_AT, StandardCharsets.US_ASCII);
        if (!form.equals("sfbk") && !form.equals("DLS ")) {
            throw new IOException(
                    "a bank of bytes=" + bank.length + NEITHER + "give the bytes of one that is");
        }
        Soundbank read = parse(bank);
        if (read.getInstruments().length == 0) {
            throw new IOException(
                    "a bank of bytes="
                            + bank.length
                            + " has no instruments; give one that has some");
        }
        return read;
    }

    private static Soundbank parse(byte[] bank) throws IOException {
        try (PlatformLoader _ = PlatformLoader.enter()) {
            return MidiSystem.getSoundbank(new ByteArrayInputStream(bank));
        } catch (InvalidMidiDataException | IOException | RuntimeException e) {
            throw new IOException(
                    "a bank of bytes="
                            + bank.length
                            + " is damaged: the Java platform cannot read it ("
                            + e
                            + "); get it anew",
                    e);
        }
    }
}
