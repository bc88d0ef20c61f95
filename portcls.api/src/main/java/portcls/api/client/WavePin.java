package portcls.api.client;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

import portcls.api.ks.WaveFormat;
import portcls.api.wavert.HwLatency;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;

/**
 * A stream of sound. Program and device work in the same cyclic buffer; no call and no copy lies
 * between them. The buffer consists of packets: while the device works on one, the program works on
 * another.
 *
 * <pre>{@code
 * try (WavePin out = speaker.openRender(WaveFormat.float32(48_000, 2), Buffer.ofMillis(10))) {
 *     out.run();
 *     while (playing) {
 *         MemorySegment packet = out.awaitPacket();    // free now
 *         render(packet);
 *         out.commit();                                // the device may play it
 *     }
 *     out.drain(Duration.ofSeconds(1));
 * }
 * }</pre>
 *
 * <p>Packets may be filled before {@link #run()}, as many as the buffer has. A program that comes
 * too late finds its packet skipped and a glitch counted; the device played silence. One that never
 * calls {@link #commit()} may write anywhere in {@link #buffer()} and look at {@link #position}.
 *
 * <p>{@link #awaitPacket}, {@link #pollPacket}, {@link #commit} and {@link #position} allocate
 * nothing; they are for one thread at a time.
 */
@ProviderType
public interface WavePin extends Pin {
    /** Format of the frames. */
    WaveFormat format();

    /** Whether sound comes from the device. */
    boolean isCapture();

    /** The cyclic buffer, whole; stays mapped until the pin is closed. */
    MemorySegment buffer();

    /** Size of the buffer in frames. */
    int bufferFrames();

    /** Size of a packet in frames. */
    int packetFrames();

    /** Number of packets. */
    int packets();

    /**
     * Waits for the next packet: free to be filled (render) or full (capture). Without {@link
     * #commit()} between them two calls give the same packet.
     *
     * @return a part of {@link #buffer()}
     * @throws portcls.api.PortClsException DEVICE_REMOVED when the device is gone and the stream is
     *     not held (any more); INVALID_DEVICE_STATE when the stream does not run and the packet
     *     cannot come
     */
    MemorySegment awaitPacket() throws InterruptedException;

    /** The next packet if it is there now, else null; errors as for {@link #awaitPacket}. */
    @Nullable MemorySegment pollPacket();

    /** Number of the packet that comes next or was given last, from 0 at the stream's start. */
    long packetNumber();

    /** Done with the packet: the device may play it, or fill it again. */
    void commit();

    /**
     * Render: done with the last packet of the stream; silence follows.
     *
     * @param frames how many of its frames count, 0 … {@link #packetFrames()}
     */
    void commitLast(int frames);

    /**
     * Render: waits until everything handed over was heard. A packet after this begins a new piece.
     *
     * @return false when the time was up first, or the stream does not run
     */
    boolean drain(Duration limit) throws InterruptedException;

    /**
     * Plays frames from anywhere, waiting for room as often as needed: for programs that only want
     * to push. Packets are handed over when they are full; {@link #flush} hands over a part.
     *
     * @param frames whole frames in {@link #format()}
     */
    void write(MemorySegment frames) throws InterruptedException;

    /** Hands over what {@link #write} has begun, with silence up to the end of the packet. */
    void flush();

    /**
     * Fetches frames to anywhere, waiting for them as often as needed: for programs that only want
     * to pull.
     *
     * @param frames room for whole frames; filled
     */
    void read(MemorySegment frames) throws InterruptedException;

    /**
     * Has a routine called at the end of each packet, on the device's streaming thread. It must
     * neither block nor allocate, and is called no more when the result was closed.
     */
    Registration onPacket(Runnable routine);

    /** Where the stream is now, by the measured rate of the device's clock. */
    void position(WavePosition into);

    /** Frames that device and buffer have exchanged, as the device told last. */
    long transferredFrames();

    /** Delays behind the buffer. */
    HwLatency latency();

    /** Glitches since the pin was opened: late packets and what the device lost. */
    long glitches();

    /** Frames that were lost, or replaced by silence, in glitches. */
    long lostFrames();

    /** Has a routine called after a glitch, on another thread. */
    Registration onGlitch(Runnable routine);

    /** The times for which a held stream had no driver, oldest first; the latest 1000 are kept. */
    List<Gap> gaps();

    /** Whether the stream is held and waits for its driver now. */
    boolean isHeld();
}
