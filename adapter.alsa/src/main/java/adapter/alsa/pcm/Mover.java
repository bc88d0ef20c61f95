package adapter.alsa.pcm;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import adapter.alsa.lib.Memory;
import adapter.alsa.lib.PcmCalls;

import portcls.api.adapter.CyclicBuffer;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Moves frames between the cyclic buffer and a PCM: copied once into or out of ALSA's buffer where
 * that can be reached, else handed to ALSA where they lie. Each method returns how many frames it
 * moved, which may be fewer than asked for, or a negative errno. Streaming thread; allocates
 * nothing.
 */
final class Mover {
    // snd_pcm_channel_area_t: address, first bit, bits from frame to frame
    private static final long AREA_FIRST = 8;
    private static final long AREA_STEP = 12;
    private static final int SHIFT = 8;

    private final long pcm;
    private final boolean mapped;
    private final boolean shifted;
    private final boolean capture;
    private final int frameBytes;
    private final int chunk;
    private final CyclicBuffer buffer;
    private final MemorySegment memory;
    private final MemorySegment silence;
    private final MemorySegment scratch;
    private final MemorySegment areas;
    private final MemorySegment offset;
    private final MemorySegment count;

    /**
     * Readies it.
     *
     * @param arena lives as long as this is used
     */
    Mover(Pcm pcm, Direction direction, Shape shape, CyclicBuffer buffer, Arena arena) {
        this.pcm = pcm.handle;
        this.buffer = buffer;
        mapped = shape.mapped();
        shifted = shape.samples() == SampleFormat.S24_IN_32;
        capture = direction == Direction.CAPTURE;
        frameBytes = buffer.format().blockAlign();
        chunk = shape.period();
        memory = buffer.memory();
        silence = arena.allocate((long) chunk * frameBytes);
        silence.fill(shape.samples().silence());
        scratch = arena.allocate((long) chunk * frameBytes, Integer.BYTES);
        areas = arena.allocate(JAVA_LONG);
        offset = arena.allocate(JAVA_LONG);
        count = arena.allocate(JAVA_LONG);
    }

    /** Plays from a frame on what the program has written, and silence instead of the rest. */
    int play(long frame, int frames) {
        int sounding = Math.min(frames, buffer.playable(frame, frames));
        int played = cyclic(frame, sounding);
        if (played < sounding || sounding == frames) {
            return played;
        }
        int silent = silence(frames - sounding);
        return silent >= 0 ? played + silent : played > 0 ? played : silent;
    }

    /** Plays silence. */
    int silence(int frames) {
        int done = 0;
        while (done < frames) {
            int wanted = Math.min(frames - done, chunk);
            int moved = piece(silence, 0, wanted, false);
            if (moved < 0) {
                return done > 0 ? done : moved;
            }
            done += moved;
            if (moved < wanted) {
                break;
            }
        }
        return done;
    }

    /** Records into the cyclic buffer from a frame on, or plays out of it. */
    int cyclic(long frame, int frames) {
        int done = 0;
        while (done < frames) {
            int wanted = Math.min(frames - done, buffer.contiguous(frame + done));
            int moved = piece(memory, buffer.offset(frame + done), wanted, shifted);
            if (moved < 0) {
                return done > 0 ? done : moved;
            }
            done += moved;
            if (moved < wanted) {
                break;
            }
        }
        return done;
    }

    /** Frames that follow each other in memory. */
    private int piece(MemorySegment segment, long position, int frames, boolean shift) {
        if (mapped) {
            return mapped(segment, position, frames, shift);
        }
        if (shift) {
            return handedOverShifted(segment, position, frames);
        }
        long address = segment.address() + position;
        return (int)
                (capture
                        ? PcmCalls.READ.l(pcm, address, frames)
                        : PcmCalls.WRITE.l(pcm, address, frames));
    }

    private int handedOverShifted(MemorySegment segment, long position, int frames) {
        int wanted = Math.min(frames, chunk);
        long bytes = (long) wanted * frameBytes;
        if (capture) {
            int read = (int) PcmCalls.READ.l(pcm, scratch.address(), wanted);
            if (read > 0) {
                shift(scratch, 0, segment, position, (long) read * frameBytes);
            }
            return read;
        }
        shift(segment, position, scratch, 0, bytes);
        return (int) PcmCalls.WRITE.l(pcm, scratch.address(), wanted);
    }

    private int mapped(MemorySegment segment, long position, int frames, boolean shift) {
        int done = 0;
        while (done < frames) {
            count.set(JAVA_LONG, 0, frames - done);
            int error =
                    PcmCalls.MMAP_BEGIN.i(pcm, areas.address(), offset.address(), count.address());
            if (error < 0) {
                return done > 0 ? done : error;
            }
            long granted = count.get(JAVA_LONG, 0);
            long start = offset.get(JAVA_LONG, 0);
            long area = areas.get(JAVA_LONG, 0);
            int first = Memory.intAt(area + AREA_FIRST);
            long step = Memory.intAt(area + AREA_STEP);
            long there = Memory.longAt(area) + (first + start * step) / Byte.SIZE;
            long here = position + (long) done * frameBytes;
            long bytes = granted * frameBytes;
            if (capture) {
                copy(Memory.ALL, there, segment, here, bytes, shift);
            } else {
                copy(segment, here, Memory.ALL, there, bytes, shift);
            }
            long moved = PcmCalls.MMAP_COMMIT.l(pcm, start, granted);
            if (moved < 0) {
                return done > 0 ? done : (int) moved;
            }
            done += (int) moved;
            if (moved == 0 || moved < granted) {
                break;
            }
        }
        return done;
    }

    private void copy(
            MemorySegment from,
            long fromOffset,
            MemorySegment to,
            long toOffset,
            long bytes,
            boolean shift) {
        if (shift) {
            shift(from, fromOffset, to, toOffset, bytes);
        } else {
            MemorySegment.copy(from, fromOffset, to, toOffset, bytes);
        }
    }

    /** 24 bits: upper ones in the cyclic buffer, lower ones at the PCM. */
    private void shift(
            MemorySegment from, long fromOffset, MemorySegment to, long toOffset, long bytes) {
        for (long i = 0; i < bytes; i += Integer.BYTES) {
            int sample = from.get(JAVA_INT_UNALIGNED, fromOffset + i);
            to.set(JAVA_INT_UNALIGNED, toOffset + i, capture ? sample << SHIFT : sample >> SHIFT);
        }
    }
}
