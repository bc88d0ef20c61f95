package adapter.jack;

import adapter.jack.lib.Library;

import portcls.testkit.RequiredPart;

/** Skips a test on a machine that lacks a real part. */
public final class RequiresPart {
    private RequiresPart() {}

    /** libjack and jackd. */
    public static void jack() {
        if (!(Library.find() instanceof Library.Found)) {
            RequiredPart.missing("libjack", "jackd2");
        }
        RequiredPart.program("jackd", "jackd2");
        RequiredPart.program("jack_lsp", "jackd2");
    }
}
