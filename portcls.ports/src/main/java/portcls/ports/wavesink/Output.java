package portcls.ports.wavesink;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Filter;
import portcls.api.client.Registration;
import portcls.api.client.WavePin;
import portcls.api.client.WavePosition;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.api.wavert.HwLatency;
import portcls.wav.SampleCodec;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A stream of a wave filter that the music is played into. It runs on silence first: as soon as a
 * packet has ended it is known when the next one will be heard, to the sample, and there the music
 * begins.
 *
 * <p>For the thread that pulls, which allocates nothing here while the music goes on; {@link
 * #close()} and {@link #drain} for another one, afterwards.
 */
final class Output implements Feed.Timing {
    /** A stream that moves nothing for so long, and its whole buffer, does not go on. */
    private static final long STILL_100NS = ReferenceTime.millis(500);

    /** Nobody renders more than that to catch up: the music jumps then. */
    private static final long LONGEST_CATCH_UP = ReferenceTime.SECOND;

    private static final int MOST_AT_ONCE = 16;

    private static final Duration DRAIN_LIMIT = Duration.ofMillis(500);

    private final Filter filter;
    private final WavePin pin;
    private final Music music;
    private final Feed feed;
    private final byte silence;
    private final int rate;
    private final int frameBytes;
    private final int packetFrames;
    private final long still100ns;
    private final FadeIn fade;

    /** Where packets go that came too late. */
    private final MemorySegment waste;

    private final WavePosition position = new WavePosition();
    private volatile @Nullable Registration packetEnds;
    private boolean fades;
    private boolean behind;

    /** The packet that is filled next; less than 0 before the first. */
    private long expected = -1;

    /** The frame of the stream at which sample 0 is heard. */
    private long firstFrame;

    private long lastTransferred;
    private long lastPacketTime = Long.MIN_VALUE;

    Output(Filter filter, WavePin pin, Music music, WaveFormat synthFormat) {
        this.filter = filter;
        this.pin = pin;
        this.music = music;
        WaveFormat format = pin.format();
        feed = Feed.of(music, synthFormat, format);
        fade = new FadeIn(format);
        silence = SampleCodec.of(format).silence();
        rate = format.samplesPerSecond();
        frameBytes = format.blockAlign();
        packetFrames = pin.packetFrames();
        still100ns = STILL_100NS + pin.bufferFrames() * ReferenceTime.SECOND / rate;
        waste = Arena.ofAuto().allocate((long) packetFrames * frameBytes, Long.BYTES);
    }

    /**
     * Lets it run, on silence. On the thread that opened it.
     *
     * @param packetEnded called on the device's streaming thread
     */
    void run(Runnable packetEnded) {
        MemorySegment packet = pin.pollPacket();
        while (packet != null) {
            packet.fill(silence);
            pin.commit();
            packet = pin.pollPacket();
        }
        packetEnds = pin.onPacket(packetEnded);
        pin.run();
    }

    Filter filter() {
        return filter;
    }

    /** Duration of a packet, 100 ns. */
    long packetTime() {
        return packetFrames * ReferenceTime.SECOND / rate;
    }

    /** Whether it left while there was room for more. */
    boolean isBehind() {
        return behind;
    }

    /**
     * Takes over the music as soon as there is a packet for it: it goes on exactly where it is, if
     * need be after some silence, or without what cannot be heard in time.
     *
     * @return false when there is no packet yet
     * @throws PortClsException when there will be none; then nothing has happened to the music
     */
    boolean takeOver(long now) {
        if (!isReady(now)) {
            return false;
        }
        pin.position(position);
        long packet = pin.packetNumber();
        expected = packet;
        firstFrame = packet * packetFrames;
        long here = heard100ns(0);
        if (!music.hasBegun()) {
            music.restartAt(here);
            return true;
        }
        fades = true;
        long ahead = music.nextTime() - here;
        if (ahead > 0 && ahead <= LONGEST_CATCH_UP) {
            firstFrame += ahead * rate / ReferenceTime.SECOND;
        } else if (ahead < 0 && ahead >= -LONGEST_CATCH_UP) {
            music.discard(music.framesIn(-ahead));
        } else {
            music.lose(music.framesIn(-ahead));
        }
        music.restart();
        return true;
    }

    /**
     * Fills what is free, though not for ever.
     *
     * @param ended whether to leave
     * @throws PortClsException when the stream does not go on
     */
    void serve(Tally tally, long now, BooleanSupplier ended) {
        behind = false;
        for (int looks = 0; isReady(now) && !ended.getAsBoolean(); looks++) {
            if (looks == MOST_AT_ONCE) {
                behind = true;
                return;
            }
            long packet = pin.packetNumber();
            pin.position(position);
            lastTransferred = position.transferredFrames();
            if (packet > expected) {
                tally.late(packet - expected);
                catchUp(packet, ended);
            }
            MemorySegment memory = pin.pollPacket();
            if (memory == null || pin.packetNumber() != packet) {
                // Late again, by what was rendered to catch up: the next look sees how late.
                continue;
            }
            fill(memory, packet);
            pin.commit();
            expected = packet + 1;
        }
    }

    @Override
    public long heard100ns(long sample) {
        double frame = firstFrame + (double) sample * rate / music.rate();
        HwLatency latency = pin.latency();
        double queued =
                frame - position.transferredFrames() + (double) latency.fifoSize() / frameBytes;
        return position.time100ns()
                + Math.round(queued * ReferenceTime.SECOND / position.rate())
                + latency.chipsetDelay100ns()
                + latency.codecDelay100ns();
    }

    /** It plays no more: counts what was rendered and will not be heard. */
    void loseRest() {
        if (expected >= 0) {
            long heard = Math.max(lastTransferred, pin.transferredFrames()) - firstFrame;
            music.lose(music.next() - Math.max(0, heard) * music.rate() / rate);
        }
    }

    /** Waits until what was rendered is heard; the music went on elsewhere. */
    void drain() throws InterruptedException {
        boolean _ = pin.drain(DRAIN_LIMIT);
    }

    void close() {
        Registration listening = packetEnds;
        if (listening != null) {
            listening.close();
        }
        pin.close();
    }

    /** Whether there is room for a packet; fails when there will be none. */
    private boolean isReady(long now) {
        if (pin.pollPacket() != null) {
            lastPacketTime = now;
            return true;
        }
        if (lastPacketTime == Long.MIN_VALUE) {
            lastPacketTime = now;
        } else if (now - lastPacketTime > still100ns) {
            throw new PortClsException(
                    Status.IO_DEVICE_ERROR,
                    filter.id() + " stands still: frames=" + pin.transferredFrames());
        }
        return false;
    }

    /** Renders, for nobody, what would have been in the packets that the device did not get. */
    private void catchUp(long packet, BooleanSupplier ended) {
        if ((packet - expected) * packetTime() > LONGEST_CATCH_UP) {
            music.lose((packet - expected) * packetFrames * music.rate() / rate);
            expected = packet;
            firstFrame = packet * packetFrames;
            music.restart();
            return;
        }
        while (expected < packet && !ended.getAsBoolean()) {
            long before = music.next();
            fill(waste, expected);
            music.lose(music.next() - before);
            expected++;
        }
    }

    private void fill(MemorySegment memory, long packet) {
        long silent = firstFrame - packet * packetFrames;
        if (silent >= packetFrames) {
            memory.fill(silence);
            return;
        }
        MemorySegment sound = memory;
        if (silent > 0) {
            memory.asSlice(0, silent * frameBytes).fill(silence);
            sound = memory.asSlice(silent * frameBytes);
        }
        feed.fill(sound, this);
        if (fades) {
            fade.apply(sound);
            fades = fade.isUnderWay();
        }
    }
}
