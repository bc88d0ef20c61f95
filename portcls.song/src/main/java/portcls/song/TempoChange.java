package portcls.song;

/**
 * From a tick on, quarter notes last that long.
 *
 * @param tick where it begins to count
 * @param microsPerQuarter 1 … 16 777 215
 */
record TempoChange(long tick, int microsPerQuarter) {}
