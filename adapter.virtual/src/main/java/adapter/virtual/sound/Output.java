package adapter.virtual.sound;

/** Where a sound module is heard beside its recordings. Plays on the synthesizer's thread. */
interface Output extends AutoCloseable {
    /** Plays frames of 16-bit stereo; never waits. */
    void play(byte[] data, int offset, int length);

    @Override
    void close();
}
