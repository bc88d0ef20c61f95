package portcls.banks.sf2;

import org.jspecify.annotations.Nullable;

import portcls.banks.Layers;

import java.util.List;

/**
 * Counts how many zones one note of a preset plays. Most presets have so few that nothing needs to
 * be counted.
 *
 * <p>Used once, by one thread.
 */
final class Sf2Layers {
    private static final int ALL = 127 << Byte.SIZE;
    private static final int BYTE = 0xFF;

    private final List<Sf2Instrument> instruments;

    /** By instrument; null = not counted yet. */
    private final @Nullable Box[] boxes;

    private @Nullable Layers layers;

    /** Around the keys and velocities at which zones sound, and the most of them at a time. */
    private record Box(int keyLow, int keyHigh, int velocityLow, int velocityHigh, int most) {
        static final Box OF_SAMPLE = new Box(0, 127, 0, 127, 1);
    }

    Sf2Layers(List<Sf2Instrument> instruments) {
        this.instruments = instruments;
        boxes = new @Nullable Box[instruments.size()];
    }

    /** The most that a note of a preset plays; not exact when it is within the limit. */
    long most(List<Sf2Zone> zones) {
        long most = 0;
        for (Sf2Zone zone : zones) {
            int played = zone.valueOf(Sf2Generators.INSTRUMENT, -1);
            most += played < 0 ? 0 : instruments.get(played).zones().size();
        }
        return most <= Layers.LIMIT ? most : count(zones, Sf2Generators.INSTRUMENT).most;
    }

    private Box played(int terminal, int target) {
        if (terminal == Sf2Generators.SAMPLE_ID) {
            return Box.OF_SAMPLE;
        }
        Box known = boxes[target];
        if (known == null) {
            known = count(instruments.get(target).zones(), Sf2Generators.SAMPLE_ID);
            boxes[target] = known;
        }
        return known;
    }

    private Box count(List<Sf2Zone> zones, int terminal) {
        for (Sf2Zone zone : zones) { // before the grid is in use
            int target = zone.valueOf(terminal, -1);
            if (target >= 0) {
                Box _ = played(terminal, target);
            }
        }
        Layers grid = grid();
        int keys = ALL;
        int velocities = ALL;
        Box around = new Box(127, 0, 127, 0, 0);
        for (Sf2Zone zone : zones) {
            int target = zone.valueOf(terminal, -1);
            int ownKeys = zone.valueOf(Sf2Generators.KEY_RANGE, keys);
            int ownVelocities = zone.valueOf(Sf2Generators.VELOCITY_RANGE, velocities);
            if (target < 0) { // the global zone, which comes first
                keys = ownKeys;
                velocities = ownVelocities;
                continue;
            }
            Box inside = played(terminal, target);
            int low = Math.max(ownKeys & BYTE, inside.keyLow);
            int high = Math.min(ownKeys >> Byte.SIZE, inside.keyHigh);
            int soft = Math.max(ownVelocities & BYTE, inside.velocityLow);
            int loud = Math.min(ownVelocities >> Byte.SIZE, inside.velocityHigh);
            grid.add(low, high, soft, loud, inside.most);
            around =
                    new Box(
                            Math.min(around.keyLow, low),
                            Math.max(around.keyHigh, high),
                            Math.min(around.velocityLow, soft),
                            Math.max(around.velocityHigh, loud),
                            0);
        }
        int most = (int) Math.min(grid.most(), Integer.MAX_VALUE);
        return new Box(
                around.keyLow, around.keyHigh, around.velocityLow, around.velocityHigh, most);
    }

    private Layers grid() {
        Layers grid = layers;
        if (grid == null) {
            grid = new Layers();
            layers = grid;
        }
        grid.clear();
        return grid;
    }
}
