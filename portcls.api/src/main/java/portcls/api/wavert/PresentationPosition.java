package portcls.api.wavert;

/**
 * What is heard and when, KSAUDIO_PRESENTATION_POSITION ({@code
 * ksproperty-audio-presentation-position}).
 *
 * @param positionInBlocks frames heard since the stream's start; frame 0 is the first of packet 0
 * @param time100ns master time of this reading, 100 ns
 */
public record PresentationPosition(long positionInBlocks, long time100ns) {}
