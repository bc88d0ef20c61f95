package miniport.topology.ac97;

import portcls.api.adapter.IoPort;

import java.util.List;

/** Where the value of a control lies in the registers. */
sealed interface Field {
    /** 1.5 dB, the step of all levels, in 1/65536 dB. */
    int STEP = 98_304;

    /** The value of a channel. */
    int read(IoPort registers, int channel);

    /** Sets the value of a channel. */
    void write(IoPort registers, int channel, int value);

    /**
     * A level, counted down from the highest one.
     *
     * @param bits how many
     * @param highest level of 0, 1/65536 dB
     * @param channels two: the left one lies in the upper byte
     */
    record Attenuation(int register, int bits, int highest, int channels) implements Field {
        @Override
        public int read(IoPort registers, int channel) {
            int code = registers.readWord(register) >> shift(channel) & mask();
            return highest - code * STEP;
        }

        @Override
        public void write(IoPort registers, int channel, int value) {
            int code = (highest - value) / STEP;
            change(
                    registers,
                    register,
                    mask() << shift(channel),
                    (code & mask()) << shift(channel));
        }

        private int shift(int channel) {
            return channels == 2 && channel == 0 ? Byte.SIZE : 0;
        }

        private int mask() {
            return (1 << bits) - 1;
        }
    }

    /** A level, counted up from 0 dB; two channels. */
    record Gain(int register, int bits) implements Field {
        @Override
        public int read(IoPort registers, int channel) {
            int mask = (1 << bits) - 1;
            return (registers.readWord(register) >> shift(channel) & mask) * STEP;
        }

        @Override
        public void write(IoPort registers, int channel, int value) {
            int mask = (1 << bits) - 1;
            int shift = shift(channel);
            change(registers, register, mask << shift, (value / STEP & mask) << shift);
        }

        private static int shift(int channel) {
            return channel == 0 ? Byte.SIZE : 0;
        }
    }

    /**
     * A bit.
     *
     * @param on the value of the control when it is set; 0 otherwise
     */
    record Bit(int register, int mask, int on) implements Field {
        @Override
        public int read(IoPort registers, int channel) {
            return (registers.readWord(register) & mask) == 0 ? 0 : on;
        }

        @Override
        public void write(IoPort registers, int channel, int value) {
            change(registers, register, mask, value == 0 ? 0 : mask);
        }
    }

    /**
     * Which source both channels record.
     *
     * @param codes what the codec calls the inputs 1, 2, …
     */
    record Selector(int register, List<Integer> codes) implements Field {
        private static final int CODE = 7;

        /** What the codec selects that has no input here is told as the first one. */
        @Override
        public int read(IoPort registers, int channel) {
            return Math.max(0, codes.indexOf(registers.readWord(register) & CODE)) + 1;
        }

        @Override
        public void write(IoPort registers, int channel, int value) {
            int code = codes.get(value - 1);
            registers.writeWord(register, code << Byte.SIZE | code);
        }
    }

    private static void change(IoPort registers, int register, int mask, int value) {
        int old = registers.readWord(register);
        registers.writeWord(register, old & ~mask | value);
    }
}
