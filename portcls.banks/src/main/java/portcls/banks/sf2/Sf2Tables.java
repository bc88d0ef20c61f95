package portcls.banks.sf2;

import org.jspecify.annotations.Nullable;

import portcls.banks.BankException;
import portcls.banks.BankLimits;
import portcls.banks.riff.RiffChunk;
import portcls.banks.riff.RiffCursor;

import java.util.HashMap;
import java.util.Map;

/** The nine tables of a SoundFont ({@code pdta}), their sizes checked. */
record Sf2Tables(
        Sf2Table presets,
        Sf2Table presetBags,
        Sf2Table presetModulators,
        Sf2Table presetGenerators,
        Sf2Table instruments,
        Sf2Table instrumentBags,
        Sf2Table instrumentModulators,
        Sf2Table instrumentGenerators,
        Sf2Table samples) {
    private static final Map<String, Integer> RECORD_SIZES =
            Map.of(
                    "phdr", 38, "pbag", 4, "pmod", 10, "pgen", 4, "inst", 22, "ibag", 4, "imod", 10,
                    "igen", 4, "shdr", 46);

    static Sf2Tables read(RiffChunk list, BankLimits limits) throws BankException {
        Map<String, Sf2Table> tables = new HashMap<>();
        RiffCursor cursor = list.children();
        for (RiffChunk chunk = cursor.next(); chunk != null; chunk = cursor.next()) {
            Integer recordSize = RECORD_SIZES.get(chunk.id());
            if (recordSize != null
                    && tables.put(chunk.id(), Sf2Table.of(chunk, recordSize)) != null) {
                throw chunk.damaged(0, "there is a second chunk of this kind");
            }
        }
        Sf2Tables found =
                new Sf2Tables(
                        need(list, tables.get("phdr"), "phdr", 2),
                        need(list, tables.get("pbag"), "pbag", 1),
                        need(list, tables.get("pmod"), "pmod", 0),
                        need(list, tables.get("pgen"), "pgen", 0),
                        need(list, tables.get("inst"), "inst", 1),
                        need(list, tables.get("ibag"), "ibag", 1),
                        need(list, tables.get("imod"), "imod", 0),
                        need(list, tables.get("igen"), "igen", 0),
                        need(list, tables.get("shdr"), "shdr", 1));
        found.checkLimits(limits);
        return found;
    }

    private void checkLimits(BankLimits limits) throws BankException {
        BankLimits.check(presets.chunk(), "instruments", presets.entries(), limits.instruments());
        BankLimits.check(
                instruments.chunk(), "instruments", instruments.entries(), limits.instruments());
        long zones = (long) presetBags.count() + instrumentBags.count();
        BankLimits.check(instrumentBags.chunk(), "zones", zones, limits.regions());
        long generators =
                (long) presetGenerators.count()
                        + instrumentGenerators.count()
                        + presetModulators.count()
                        + instrumentModulators.count();
        BankLimits.check(
                instrumentGenerators.chunk(),
                "generators and modulators",
                generators,
                limits.generators());
        BankLimits.check(samples.chunk(), "samples", samples.entries(), limits.regions());
    }

    private static Sf2Table need(
            RiffChunk list, @Nullable Sf2Table table, String id, int leastRecords)
            throws BankException {
        if (table == null) {
            throw list.damaged(0, "it has no chunk " + id);
        }
        if (table.count() < leastRecords) {
            throw table.chunk()
                    .damaged(0, "records=" + table.count() + ", at least " + leastRecords);
        }
        return table;
    }
}
