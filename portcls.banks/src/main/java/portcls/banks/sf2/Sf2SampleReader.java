package portcls.banks.sf2;

import portcls.banks.BankException;
import portcls.banks.BankNotes;
import portcls.banks.riff.RiffChunk;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the sample headers. A header that cannot be used matters only when a zone plays it: banks
 * in use have left-over headers, and samples that lie in the memory of a sound card of old (ROM).
 */
final class Sf2SampleReader {
    /** Index of a sample that lies in a sound card's ROM. */
    static final int ROM = -1;

    private static final int DAMAGED = -2;
    private static final int NAME = 20;
    private static final int ROM_FLAG = 0x8000;
    private static final int VORBIS_FLAG = 0x10;
    private static final int LEAST_RATE = 100;
    private static final int GREATEST_RATE = 384_000;
    private static final int MIDDLE_C = 60;

    private final Sf2Table table;
    private final int frames;
    private final BankNotes notes;
    private final int[] newIndex;
    private final List<Sf2Sample> samples = new ArrayList<>();

    Sf2SampleReader(Sf2Table table, int frames, BankNotes notes) throws BankException {
        this.table = table;
        this.frames = frames;
        this.notes = notes;
        newIndex = new int[table.entries()];
        for (int i = 0; i < newIndex.length; i++) {
            read(i);
        }
        link();
    }

    List<Sf2Sample> samples() {
        return samples;
    }

    /** The index in {@link #samples()} of the one that a zone plays, or {@link #ROM}. */
    int indexOf(int record) throws BankException {
        int index = newIndex[record];
        if (index == DAMAGED) {
            throw table.damaged(record, 0, "a zone plays it, but " + reason(record));
        }
        return index;
    }

    private void read(int record) throws BankException {
        RiffChunk chunk = table.chunk();
        int at = table.at(record);
        int type = chunk.u16(at + 44);
        if ((type & ROM_FLAG) != 0) {
            newIndex[record] = ROM;
            notes.add("A sample in a sound card's ROM was left out.");
        } else if ((type & VORBIS_FLAG) != 0) {
            throw chunk.unsupported(
                    at + 44,
                    "its samples are compressed (SF3): sampleType=" + type,
                    "Convert it to a SoundFont 2 (.sf2).");
        } else if (!reason(record).isEmpty()) {
            newIndex[record] = DAMAGED;
            notes.add("A sample without usable sound was left out; nothing plays it.");
        } else {
            newIndex[record] = samples.size();
            samples.add(sample(chunk, at, type));
        }
    }

    private Sf2Sample sample(RiffChunk chunk, int at, int type) {
        int start = chunk.i32(at + 20);
        int end = chunk.i32(at + 24);
        long loopStart = chunk.u32(at + 28);
        long loopEnd = chunk.u32(at + 32);
        if (loopStart < start || loopEnd > end || loopStart >= loopEnd) {
            if (loopStart != loopEnd) { // a usual way to say that there is none
                notes.add("A loop outside its sample was made to span the sample.");
            }
            loopStart = start;
            loopEnd = end;
        }
        int key = chunk.u8(at + 40);
        return new Sf2Sample(
                chunk.text(at, NAME),
                start,
                end,
                (int) loopStart,
                (int) loopEnd,
                chunk.i32(at + 36),
                key > 127 ? MIDDLE_C : key,
                (byte) chunk.u8(at + 41),
                chunk.u16(at + 42),
                type);
    }

    /** Why a sample cannot be played; empty when it can. */
    private String reason(int record) {
        RiffChunk chunk = table.chunk();
        int at = table.at(record);
        long start = chunk.u32(at + 20);
        long end = chunk.u32(at + 24);
        long rate = chunk.u32(at + 36);
        if (start >= end || end > frames) {
            return "it does not lie in the sound data: start="
                    + start
                    + ", end="
                    + end
                    + ", frames="
                    + frames;
        }
        if (rate < LEAST_RATE || rate > GREATEST_RATE) {
            return "sampleRate=" + rate + ", " + LEAST_RATE + " … " + GREATEST_RATE + " are read";
        }
        return "";
    }

    /** Sets the links to the new indexes; a pair that is none becomes two single samples. */
    private void link() {
        int[] links = new int[samples.size()];
        for (int i = 0; i < links.length; i++) {
            int old = samples.get(i).link();
            links[i] = old < newIndex.length ? newIndex[old] : ROM;
        }
        boolean[] paired = new boolean[links.length];
        for (int i = 0; i < links.length; i++) {
            paired[i] = isPair(i, links);
        }
        for (int i = 0; i < links.length; i++) {
            Sf2Sample sample = samples.get(i);
            if (paired[i]) {
                samples.set(i, sample.linked(links[i], sample.type()));
                continue;
            }
            if (sample.type() > Sf2Sample.MONO) { // 0 is out there and means single
                notes.add("A sample that is linked to no partner became a single one.");
            }
            samples.set(i, sample.linked(0, Sf2Sample.MONO));
        }
    }

    /** Whether two samples are left and right and name each other. */
    private boolean isPair(int index, int... links) {
        int link = links[index];
        if (link < 0 || link == index || links[link] != index) {
            return false;
        }
        int type = samples.get(index).type();
        int other = samples.get(link).type();
        return type == Sf2Sample.LEFT && other == Sf2Sample.RIGHT
                || type == Sf2Sample.RIGHT && other == Sf2Sample.LEFT;
    }
}
