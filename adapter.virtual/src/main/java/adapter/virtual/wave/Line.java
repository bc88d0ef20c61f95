package adapter.virtual.wave;

import adapter.virtual.FrameClock;

import java.util.Arrays;

/**
 * What moves, and on which clock. Never changed, only replaced, so that it is read without a lock.
 */
final class Line {
    private final FrameClock clock;
    private final EngineStream[] streams;
    private final Recorder[] recorders;

    private Line(FrameClock clock, EngineStream[] streams, Recorder[] recorders) {
        this.clock = clock;
        this.streams = streams;
        this.recorders = recorders;
    }

    /** Where nothing moves. */
    static Line empty() {
        return new Line(new FrameClock(0, 1, 0), new EngineStream[0], new Recorder[0]);
    }

    FrameClock clock() {
        return clock;
    }

    /** Streams that run, those that play first; not to be written to. */
    EngineStream[] streams() {
        return streams;
    }

    /** Recordings that run; not to be written to. */
    Recorder[] recorders() {
        return recorders;
    }

    /** Whether no stream runs. */
    boolean isIdle() {
        return streams.length == 0;
    }

    /** The same on another clock. */
    Line on(FrameClock newClock) {
        return new Line(newClock, streams, recorders);
    }

    /** The same with other recordings. */
    Line recorded(Recorder[] others) {
        return new Line(clock, streams, others);
    }

    /** The same with one more stream. */
    Line with(EngineStream stream) {
        EngineStream[] more = new EngineStream[streams.length + 1];
        boolean plays = stream instanceof RenderStream;
        System.arraycopy(streams, 0, more, plays ? 1 : 0, streams.length);
        more[plays ? 0 : streams.length] = stream;
        return new Line(clock, more, recorders);
    }

    /** The same without a stream. */
    Line without(EngineStream stream) {
        EngineStream[] less =
                Arrays.stream(streams).filter(s -> s != stream).toArray(EngineStream[]::new);
        return new Line(clock, less, recorders);
    }

    /** The same without any stream. */
    Line idle() {
        return new Line(clock, new EngineStream[0], recorders);
    }
}
