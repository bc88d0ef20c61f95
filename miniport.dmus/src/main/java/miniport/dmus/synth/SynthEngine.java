package miniport.dmus.synth;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.banks.Bank;

import java.io.IOException;
import java.util.function.IntConsumer;

/**
 * The synthesizer of one pin: some groups of 16 channels and a mixer. It counts frames from 0, the
 * first one that it renders.
 *
 * <p>DISPATCH methods belong to whoever has the pin's {@link Turn}, mostly the sink thread; they
 * neither block nor allocate as far as the synthesizer behind allows. PASSIVE methods come from one
 * thread at a time that does not have the turn and may wait; what they must do in turn they pass to
 * {@link Turn#run}.
 */
public interface SynthEngine extends AutoCloseable {
    /** Samples of a frame: left, right. */
    int CHANNELS = 2;

    /** Frames per second. */
    @Irql(Level.ANY)
    int samplesPerSecond();

    /**
     * The frame before which a message must be sent so that it is heard at its frame, or as near as
     * this engine can. May be less than 0.
     */
    @Irql(Level.DISPATCH)
    long sendAt(long frame);

    /** First frame that no message can change any more; at least {@link #renderedFrames}. */
    @Irql(Level.DISPATCH)
    long firstOpenFrame();

    /** Frames that were rendered: the number of the next one. */
    @Irql(Level.DISPATCH)
    long renderedFrames();

    /**
     * Sends a channel message.
     *
     * @param group less than the number of groups
     * @param frame when it shall be heard
     * @param message status in the low byte, then the data bytes
     */
    @Irql(Level.DISPATCH)
    void send(int group, long frame, int message);

    /** Sends one whole system exclusive message; its bytes are copied. */
    @Irql(Level.DISPATCH)
    void sysex(int group, long frame, byte[] bytes, int length);

    /**
     * Renders the next frames of all groups together.
     *
     * @param stereo gets left and right in turn, from index 0
     */
    @Irql(Level.DISPATCH)
    void render(float[] stereo, int frames);

    /**
     * Voices that sound now.
     *
     * @param held notes that are held, for an engine that does not know at this moment
     */
    @Irql(Level.DISPATCH)
    int voices(int held);

    /** Silence at once; what was sent and is not heard yet is forgotten. */
    @Irql(Level.DISPATCH)
    void silence();

    /**
     * Changes the number of channel groups; those that stay keep their state.
     *
     * @throws IOException when they cannot be had; it stays as it was
     */
    @Irql(Level.PASSIVE)
    void setGroups(int count) throws IOException;

    /**
     * Loads a bank over those that are loaded, without a break in what sounds.
     *
     * @throws IOException when the synthesizer does not take it
     */
    @Irql(Level.PASSIVE)
    LoadedBank load(Bank bank) throws IOException;

    /**
     * Opens those channel groups anew that broke and are silent since, with the banks that are
     * loaded; their channels are as after a reset. What cannot be opened stays silent and is
     * reported. Does nothing while nothing is broken.
     *
     * @param reopened is told in turn, once for each such group
     */
    @Irql(Level.PASSIVE)
    default void mend(IntConsumer reopened) {}

    /** Ends it. Nobody is in its turn any more. */
    @Override
    @Irql(Level.PASSIVE)
    void close();

    /** A bank that an engine has loaded. */
    @Irql(Level.PASSIVE)
    interface LoadedBank {
        /** Takes it from what notes can begin with; those that sound with it go on. */
        void unload();

        /** Whether notes that began before {@link #unload} may still sound with it. */
        boolean isInUse();

        /** Lets its memory go, at once or as soon as no note sounds with it. Called last. */
        void release();
    }
}
