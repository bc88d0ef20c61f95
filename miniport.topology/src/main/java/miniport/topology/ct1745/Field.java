package miniport.topology.ct1745;

import portcls.sb16.Ct1745;
import portcls.sb16.Ct1745Levels;
import portcls.sb16.Ct1745Source;
import portcls.sb16.Ct1745Volume;

/** Where the value of a control lies in the chip. */
sealed interface Field {
    /** The value of a channel. */
    int read(Ct1745Levels chip, int channel);

    /** Sets the value of a channel. */
    void write(Ct1745Levels chip, int channel, int value);

    /** A volume. */
    record Volume(Ct1745Volume volume) implements Field {
        @Override
        public int read(Ct1745Levels chip, int channel) {
            return chip.volume(volume, channel);
        }

        @Override
        public void write(Ct1745Levels chip, int channel, int value) {
            chip.volume(volume, channel, value);
        }
    }

    /**
     * A gain.
     *
     * @param register {@link Ct1745#INPUT_GAIN} or {@link Ct1745#OUTPUT_GAIN}
     */
    record Gain(int register) implements Field {
        @Override
        public int read(Ct1745Levels chip, int channel) {
            return chip.gain(register, channel);
        }

        @Override
        public void write(Ct1745Levels chip, int channel, int value) {
            chip.gain(register, channel, value);
        }
    }

    /**
     * Bass or treble.
     *
     * @param register {@link Ct1745#BASS} or {@link Ct1745#TREBLE}
     */
    record Tone(int register) implements Field {
        @Override
        public int read(Ct1745Levels chip, int channel) {
            return chip.tone(register, channel);
        }

        @Override
        public void write(Ct1745Levels chip, int channel, int value) {
            chip.tone(register, channel, value);
        }
    }

    /** The switch between a source and what is heard, of both channels. */
    record Unheard(Ct1745Source source) implements Field {
        @Override
        public int read(Ct1745Levels chip, int channel) {
            return chip.isHeard(source) ? 0 : 1;
        }

        @Override
        public void write(Ct1745Levels chip, int channel, int value) {
            chip.hear(source, value == 0);
        }
    }

    /** The switches between a source and what is recorded; what crosses over is left as it is. */
    record Unrecorded(Ct1745Source source) implements Field {
        @Override
        public int read(Ct1745Levels chip, int channel) {
            return chip.isRecorded(source, channel) ? 0 : 1;
        }

        @Override
        public void write(Ct1745Levels chip, int channel, int value) {
            chip.record(source, channel, value == 0);
        }
    }

    /** The microphone's automatic gain. */
    record Agc() implements Field {
        @Override
        public int read(Ct1745Levels chip, int channel) {
            return chip.hasAgc() ? 1 : 0;
        }

        @Override
        public void write(Ct1745Levels chip, int channel, int value) {
            chip.agc(value != 0);
        }
    }
}
