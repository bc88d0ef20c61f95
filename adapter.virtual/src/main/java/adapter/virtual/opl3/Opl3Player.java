package adapter.virtual.opl3;

import adapter.virtual.sound.FrameSource;

/** The chip's sound as its device renders it. */
final class Opl3Player implements FrameSource {
    private static final int SCRATCH_FRAMES = 1_024;

    private final Opl3 chip;
    private final Opl3Sound sound;
    private final short[] scratch = new short[2 * SCRATCH_FRAMES];

    Opl3Player(Opl3 chip, int sampleRate) {
        this.chip = chip;
        sound = new Opl3Sound(chip, sampleRate);
    }

    @Override
    public void render(byte[] data, int frames) {
        for (int done = 0; done < frames; done += SCRATCH_FRAMES) {
            int count = Math.min(SCRATCH_FRAMES, frames - done);
            sound.generate(scratch, 0, count);
            for (int i = 0; i < 2 * count; i++) {
                int at = 2 * (2 * done + i);
                data[at] = (byte) scratch[i];
                data[at + 1] = (byte) (scratch[i] >> 8);
            }
        }
    }

    @Override
    public void skip(long frames) {
        sound.skip(frames);
    }

    @Override
    public boolean isSilent() {
        return sound.isSilent();
    }

    @Override
    public long waitsSince100ns() {
        return chip.waitsSince100ns();
    }
}
