package portcls.ports.wavesink;

/** The synthesizer threw; tells it from what the wave filter throws. */
final class SynthFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String call;
    private final Throwable thrown;

    SynthFailure(String call, Throwable thrown) {
        super(call, thrown);
        this.call = call;
        this.thrown = thrown;
    }

    /** The method that threw. */
    String call() {
        return call;
    }

    /** What it threw. */
    Throwable thrown() {
        return thrown;
    }
}
