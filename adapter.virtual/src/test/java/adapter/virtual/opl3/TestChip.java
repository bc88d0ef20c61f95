package adapter.virtual.opl3;

import portcls.testkit.TestClock;

/** A chip with a clock that is moved by hand, and a few words for its registers. */
final class TestChip {
    static final int MULTIPLE_1_HELD = 0x21;
    static final int FASTEST = 0xF0;

    final TestClock clock = new TestClock();
    final Opl3 chip = new Opl3(clock);

    /** Writes a register, 0 … 0x1FF. */
    TestChip write(int register, int value) {
        int bank = register >> 8;
        chip.write(2 * bank, register & 0xFF);
        chip.write(2 * bank + 1, value);
        return this;
    }

    /** Switches the OPL3 on. */
    TestChip opl3() {
        return write(0x105, 1);
    }

    /** First operator of a channel of the first bank; the second stands 3 further. */
    static int operator(int channel) {
        return channel / 3 * 8 + channel % 3;
    }

    /** An operator that sounds at once, is held, and goes at once. */
    TestChip tone(int operator, int level, int wave) {
        write(0x20 + operator, MULTIPLE_1_HELD);
        write(0x40 + operator, level);
        write(0x60 + operator, FASTEST);
        write(0x80 + operator, 0x0F);
        return write(0xE0 + operator, wave);
    }

    /** Channel 0 with only its second operator heard, at both sides. */
    TestChip plain(int wave) {
        tone(0, 63, 0);
        write(0x60, 0); // the first never begins
        tone(3, 0, wave);
        return write(0xC0, 0x31);
    }

    TestChip keyOn(int channel, int fNumber, int block) {
        write(0xA0 + channel, fNumber & 0xFF);
        return write(0xB0 + channel, 0x20 | block << 2 | fNumber >> 8);
    }

    TestChip keyOff(int channel) {
        return write(0xB0 + channel, 0);
    }

    /** The next frames, left and right in turn. */
    short[] frames(int count) {
        short[] stereo = new short[2 * count];
        chip.generate(stereo, 0, count);
        clock.advanceTo(chip.origin100ns() + chip.frame() * 1_408 / 7);
        return stereo;
    }

    /** The next frames of the left side. */
    int[] left(int count) {
        return side(frames(count), 0);
    }

    static int[] side(short[] stereo, int side) {
        int[] samples = new int[stereo.length / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = stereo[2 * i + side];
        }
        return samples;
    }

    static int peak(int[] samples) {
        int peak = 0;
        for (int sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }

    static int peak(int[] samples, int from, int to) {
        return peak(java.util.Arrays.copyOfRange(samples, from, to));
    }

    /** Frequency from the times at which the wave passes zero upwards, interpolated. */
    static double pitch(int[] samples, double rate) {
        double first = -1;
        double last = -1;
        int count = -1;
        for (int i = 1; i < samples.length; i++) {
            if (samples[i - 1] < 0 && samples[i] >= 0) {
                double at = i - samples[i] / (double) (samples[i] - samples[i - 1]);
                first = first < 0 ? at : first;
                last = at;
                count++;
            }
        }
        return count / (last - first) * rate;
    }

    static double decibels(double ratio) {
        return 20 * Math.log10(ratio);
    }
}
