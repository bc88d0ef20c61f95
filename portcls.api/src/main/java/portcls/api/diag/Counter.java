package portcls.api.diag;

/**
 * A counter.
 *
 * @param owner device or part that counts
 * @param id stable name, for programs
 * @param label for people
 * @param unit for example {@code events}, {@code µs}
 * @param value now
 */
public record Counter(String owner, String id, String label, String unit, long value) {}
