package portcls.ports.wavesink;

/** What a sink counts. One thread at a time writes, any reads. */
@SuppressWarnings("NonAtomicVolatileUpdate") // one writer
final class Tally {
    private volatile long rendered;
    private volatile long lost;
    private volatile long gaps;
    private volatile long late;

    void render(long frames) {
        rendered += frames;
    }

    void lose(long frames) {
        lost += frames;
    }

    void gap() {
        gaps++;
    }

    void late(long packets) {
        late += packets;
    }

    long rendered() {
        return rendered;
    }

    long lost() {
        return lost;
    }

    long gaps() {
        return gaps;
    }

    long late() {
        return late;
    }
}
