package portcls.api.wavert;

import java.lang.foreign.MemorySegment;

/**
 * The cyclic buffer as a client gets it, KSRTAUDIO_BUFFER ({@code ksproperty-rtaudio-buffer}).
 *
 * @param buffer the memory
 * @param actualSize its size in bytes
 * @param callMemoryBarrier whether writes need a barrier behind them
 */
public record RtAudioBuffer(MemorySegment buffer, int actualSize, boolean callMemoryBarrier) {}
