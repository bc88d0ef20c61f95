package miniport.wavert;

/**
 * Frames of a stream told by bytes in its cyclic buffer ({@code
 * ksproperty-audio-wavert-current-write-position}): the bytes written between two positions are new
 * − old, or new + size − old over the wrap.
 */
final class WritePosition {
    private WritePosition() {}

    /**
     * Frames written between two places in the buffer; 0 when they are the same.
     *
     * @param from old place, frames, 0 … size − 1
     * @param to new place, frames, 0 … size − 1
     */
    static long between(long from, long to, long size) {
        return to >= from ? to - from : to + size - from;
    }

    /**
     * The frame up to which the program has written. A program that fell behind by whole rounds of
     * the buffer is taken to be in the device's round.
     *
     * @param committed frame up to which it had
     * @param written frames written since
     * @param transferred where the device is
     */
    static long frame(long committed, long written, long transferred, long size) {
        long frame = committed + written;
        long behind = transferred - frame;
        return behind < size ? frame : frame + behind / size * size;
    }
}
