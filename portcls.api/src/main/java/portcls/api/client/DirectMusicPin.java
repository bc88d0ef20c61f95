package portcls.api.client;

import org.osgi.annotation.versioning.ProviderType;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * A stream of time-stamped music to a device that may have more than 16 channels ({@code
 * midi-and-directmusic-filters}). On a synthesizer each open pin is a synthesizer of its own, with
 * its own channels and instruments.
 *
 * <pre>{@code
 * try (DirectMusicPin pin = synth.openDirectMusic()) {
 *     pin.run();
 *     pin.send(pin.latencyTime(), 0, MidiMessages.noteOn(0, 60, 100));    // as soon as it can be heard
 * }
 * }</pre>
 *
 * <p>What {@link #write} takes on such a pin is a buffer of DMUS_EVENTHEADER structures.
 */
@ProviderType
public interface DirectMusicPin extends MidiPin {
    /**
     * Plays a short message at a presentation time.
     *
     * @param channelGroup group of 16 channels, from 0
     */
    void send(long presentationTime100ns, int channelGroup, int message);

    /** Plays any bytes at a presentation time, see {@link MidiPin#send(long, byte[], int, int)}. */
    void send(long presentationTime100ns, int channelGroup, byte[] bytes, int offset, int length);

    /** Plays messages that belong together: all or none, and nothing between them. */
    void send(long presentationTime100ns, EventPackage events);

    /**
     * The latency clock as a presentation time of this stream: the earliest at which a message that
     * is sent now can still be heard in time ({@code synthesizer-latency}). "Play now" is this, not
     * {@link #now()}; what is sent earlier than this plays late, but is not lost.
     */
    long latencyTime();

    /**
     * Id of the synthesizer node that this pin leads to, for {@link
     * portcls.api.dmus.SynthProperty}; empty when there is none. {@link
     * portcls.api.dmus.Synthesizer} asks it for everything.
     */
    OptionalInt synthesizer();

    /**
     * Plays a buffer of DMUS_EVENTHEADER structures ({@code dmusbuff.h}): cbEvent, dwChannelGroup,
     * rtDelta (64 bits, 100 ns from the buffer's time), dwFlags, then the bytes, padded to 8.
     *
     * @param presentationTime100ns from which every time delta counts
     * @param events little-endian, from position to limit
     * @throws portcls.api.PortClsException INVALID_PARAMETER when a structure does not lie inside
     *     the buffer; nothing of it is played
     */
    @Override
    void write(long presentationTime100ns, ByteBuffer events);
}
