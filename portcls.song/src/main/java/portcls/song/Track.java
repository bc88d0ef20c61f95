package portcls.song;

import java.util.List;

/**
 * A track as it was read.
 *
 * @param firstEvent index of its first message in the list of all
 * @param endEvent index after its last message
 * @param endTick where it ends
 * @param name its name, empty where it has none
 * @param tempos its tempo changes
 * @param complete whether it was read to its end without a fault
 * @param position byte of the file after the last that was read
 * @param problems what was wrong with it
 */
record Track(
        int firstEvent,
        int endEvent,
        long endTick,
        String name,
        List<TempoChange> tempos,
        boolean complete,
        int position,
        Problems problems) {}
