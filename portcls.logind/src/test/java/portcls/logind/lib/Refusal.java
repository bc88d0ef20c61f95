package portcls.logind.lib;

/** Makes refusals for tests. */
public final class Refusal {
    private Refusal() {}

    /** One that says so. */
    public static RefusedException of(String message) {
        return new RefusedException(message);
    }
}
