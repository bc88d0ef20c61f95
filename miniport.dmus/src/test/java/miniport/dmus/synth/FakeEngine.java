package miniport.dmus.synth;

import portcls.banks.Bank;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what it is sent; its sound is as loud as told. */
final class FakeEngine implements SynthEngine {
    static final int LEAD = 100;

    final List<String> log = new CopyOnWriteArrayList<>();
    final List<Bank> banks = new ArrayList<>();
    final int rate;
    float level;
    boolean logs = true;
    boolean inUse;

    /** Banks that it takes. */
    int room = Integer.MAX_VALUE;

    int released;
    int groups = 1;
    int silenced;
    boolean closed;
    long rendered;
    long sum;

    FakeEngine(int rate) {
        this.rate = rate;
    }

    @Override
    public int samplesPerSecond() {
        return rate;
    }

    @Override
    public long sendAt(long frame) {
        return frame - LEAD;
    }

    @Override
    public long firstOpenFrame() {
        return rendered + LEAD;
    }

    @Override
    public long renderedFrames() {
        return rendered;
    }

    @Override
    public void send(int group, long frame, int message) {
        sum += message;
        if (logs) {
            log.add(frame + " " + group + " " + Integer.toHexString(message));
        }
    }

    @Override
    public void sysex(int group, long frame, byte[] bytes, int length) {
        log.add(frame + " " + group + " " + HexFormat.of().formatHex(bytes, 0, length));
    }

    @Override
    public void render(float[] stereo, int frames) {
        Arrays.fill(stereo, 0, frames * CHANNELS, level);
        rendered += frames;
    }

    @Override
    public int voices(int held) {
        return held;
    }

    @Override
    public void silence() {
        silenced++;
    }

    @Override
    public void setGroups(int count) {
        groups = count;
    }

    @Override
    public LoadedBank load(Bank bank) throws IOException {
        if (banks.size() >= room) {
            throw new IOException("no room");
        }
        banks.add(bank);
        return new LoadedBank() {
            @Override
            public void unload() {
                banks.remove(bank);
            }

            @Override
            public boolean isInUse() {
                return inUse;
            }

            @Override
            public void release() {
                released++;
            }
        };
    }

    @Override
    public void close() {
        closed = true;
    }
}
