package miniport.dmus.fluidsynth;

import portcls.banks.dls.DlsArticulation;
import portcls.banks.dls.DlsConnection;
import portcls.banks.dls.DlsRegion;
import portcls.banks.dls.DlsSampling;

import java.util.Arrays;

/**
 * The generators of a SoundFont zone that make it sound like a region of a DLS instrument: pitch,
 * level, pan, both envelopes, both oscillators and the filter. What is moved by controllers is left
 * to the SoundFont's own rules, which are the same for what matters: modulation, volume, pan,
 * expression, velocity.
 */
final class DlsArticulator {
    // Generators, by their numbers in SoundFont 2.04, section 8.1.2.
    private static final int MOD_LFO_TO_PITCH = 5;
    private static final int VIBRATO_TO_PITCH = 6;
    private static final int MOD_ENVELOPE_TO_PITCH = 7;
    private static final int FILTER_CUTOFF = 8;
    private static final int FILTER_Q = 9;
    private static final int MOD_LFO_TO_FILTER = 10;
    private static final int MOD_ENVELOPE_TO_FILTER = 11;
    private static final int MOD_LFO_TO_VOLUME = 13;
    private static final int PAN = 17;
    private static final int MOD_LFO_DELAY = 21;
    private static final int MOD_LFO_FREQUENCY = 22;
    private static final int VIBRATO_DELAY = 23;
    private static final int VIBRATO_FREQUENCY = 24;
    private static final int MOD_ENVELOPE_DELAY = 25;
    private static final int MOD_ENVELOPE_ATTACK = 26;
    private static final int MOD_ENVELOPE_HOLD = 27;
    private static final int MOD_ENVELOPE_DECAY = 28;
    private static final int MOD_ENVELOPE_SUSTAIN = 29;
    private static final int MOD_ENVELOPE_RELEASE = 30;
    private static final int KEY_TO_MOD_DECAY = 32;
    private static final int VOLUME_DELAY = 33;
    private static final int VOLUME_ATTACK = 34;
    private static final int VOLUME_HOLD = 35;
    private static final int VOLUME_DECAY = 36;
    private static final int VOLUME_SUSTAIN = 37;
    private static final int VOLUME_RELEASE = 38;
    private static final int KEY_TO_VOLUME_DECAY = 40;
    private static final int ATTENUATION = 48;
    private static final int COARSE_TUNE = 51;
    private static final int FINE_TUNE = 52;
    private static final int SCALE_TUNING = 56;
    private static final int EXCLUSIVE_CLASS = 57;
    private static final int ROOT_KEY = 58;
    private static final int COUNT = 61;

    // Connections that portcls.banks has no names for.
    private static final int SOURCE_VIBRATO = 9;
    private static final int VIBRATO_FREQUENCY_OF_DLS = 0x114;
    private static final int VIBRATO_DELAY_OF_DLS = 0x115;
    private static final int EG1_DELAY = 0x20B;
    private static final int EG1_HOLD = 0x20C;
    private static final int EG2_DELAY = 0x30F;
    private static final int EG2_HOLD = 0x310;
    private static final int CUTOFF = 0x500;
    private static final int Q = 0x501;

    private static final int ONE = 1 << 16;
    private static final int FULL_SUSTAIN = 1_000;
    private static final int KEYS = 128;
    private static final int MIDDLE_KEY = 60;
    private static final int SEMITONE = 100;

    /** The library takes 0.4 of what a file says, as a famous sound card did. */
    private static final double ATTENUATION_PART = 0.4;

    private final int[] values = new int[COUNT];
    private final boolean[] present = new boolean[COUNT];
    private int cents;

    /** 1/10 dB. */
    private double gain;

    private DlsArticulator() {}

    /**
     * Pairs of generator and value; ranges, sample and its mode are not among them.
     *
     * @param ofInstrument counts when the region has none of its own
     */
    static int[] pairs(DlsRegion region, DlsArticulation ofInstrument) {
        DlsArticulator articulator = new DlsArticulator();
        DlsArticulation articulation =
                region.articulation().isEmpty() ? ofInstrument : region.articulation();
        articulation.level1().forEach(articulator::connect);
        articulation.level2().forEach(articulator::connect);
        articulator.play(region);
        return articulator.pairs();
    }

    private void play(DlsRegion region) {
        DlsSampling sampling = region.sampling();
        set(ROOT_KEY, sampling.key());
        cents += sampling.cents();
        set(COARSE_TUNE, cents / SEMITONE);
        set(FINE_TUNE, cents % SEMITONE);
        gain += sampling.gain() / (double) ONE;
        set(ATTENUATION, (int) Math.round(Math.max(0, -gain) / ATTENUATION_PART));
        if (region.keyGroup() != 0) {
            set(EXCLUSIVE_CLASS, region.keyGroup());
        }
    }

    private void connect(DlsConnection connection) {
        if (connection.control() != 0) {
            return; // moved by a controller
        }
        int value = Math.round(connection.scale() / (float) ONE);
        switch (connection.source()) {
            case DlsConnection.SOURCE_NONE -> fixed(connection.destination(), value);
            case DlsConnection.SOURCE_LFO ->
                    moved(connection.destination(), value, MOD_LFO_TO_PITCH, MOD_LFO_TO_FILTER);
            case DlsConnection.SOURCE_EG2 ->
                    moved(
                            connection.destination(),
                            value,
                            MOD_ENVELOPE_TO_PITCH,
                            MOD_ENVELOPE_TO_FILTER);
            case SOURCE_VIBRATO -> {
                if (connection.destination() == DlsConnection.PITCH) {
                    set(VIBRATO_TO_PITCH, value);
                }
            }
            case DlsConnection.SOURCE_KEY -> byKey(connection.destination(), value);
            default -> {
                // Velocity and controllers: by the SoundFont's own rules.
            }
        }
        if (connection.source() == DlsConnection.SOURCE_LFO
                && connection.destination() == DlsConnection.GAIN) {
            set(MOD_LFO_TO_VOLUME, value);
        }
    }

    private void fixed(int destination, int value) {
        switch (destination) {
            case DlsConnection.PITCH -> cents += value;
            case DlsConnection.GAIN -> gain += value;
            case DlsConnection.PAN -> set(PAN, value);
            case DlsConnection.LFO_FREQUENCY -> set(MOD_LFO_FREQUENCY, value);
            case DlsConnection.LFO_DELAY -> set(MOD_LFO_DELAY, value);
            case VIBRATO_FREQUENCY_OF_DLS -> set(VIBRATO_FREQUENCY, value);
            case VIBRATO_DELAY_OF_DLS -> set(VIBRATO_DELAY, value);
            case EG1_DELAY -> set(VOLUME_DELAY, value);
            case DlsConnection.EG1_ATTACK -> set(VOLUME_ATTACK, value);
            case EG1_HOLD -> set(VOLUME_HOLD, value);
            case DlsConnection.EG1_DECAY -> add(VOLUME_DECAY, value);
            case DlsConnection.EG1_SUSTAIN -> set(VOLUME_SUSTAIN, FULL_SUSTAIN - value);
            case DlsConnection.EG1_RELEASE -> set(VOLUME_RELEASE, value);
            case EG2_DELAY -> set(MOD_ENVELOPE_DELAY, value);
            case DlsConnection.EG2_ATTACK -> set(MOD_ENVELOPE_ATTACK, value);
            case EG2_HOLD -> set(MOD_ENVELOPE_HOLD, value);
            case DlsConnection.EG2_DECAY -> add(MOD_ENVELOPE_DECAY, value);
            case DlsConnection.EG2_SUSTAIN -> set(MOD_ENVELOPE_SUSTAIN, FULL_SUSTAIN - value);
            case DlsConnection.EG2_RELEASE -> set(MOD_ENVELOPE_RELEASE, value);
            case CUTOFF -> set(FILTER_CUTOFF, value);
            case Q -> set(FILTER_Q, value);
            default -> {
                // Sends to effects: controllers 91 and 93 say how much.
            }
        }
    }

    private void moved(int destination, int value, int toPitch, int toFilter) {
        if (destination == DlsConnection.PITCH) {
            set(toPitch, value);
        } else if (destination == CUTOFF) {
            set(toFilter, value);
        }
    }

    /** DLS counts keys from 0, and in parts of 128; a SoundFont from 60, one by one, downwards. */
    private void byKey(int destination, int value) {
        switch (destination) {
            case DlsConnection.PITCH -> set(SCALE_TUNING, value / KEYS);
            case DlsConnection.EG1_DECAY -> {
                set(KEY_TO_VOLUME_DECAY, -value / KEYS);
                add(VOLUME_DECAY, value * MIDDLE_KEY / KEYS);
            }
            case DlsConnection.EG2_DECAY -> {
                set(KEY_TO_MOD_DECAY, -value / KEYS);
                add(MOD_ENVELOPE_DECAY, value * MIDDLE_KEY / KEYS);
            }
            default -> {
                // Nothing else follows the key in banks that are in use.
            }
        }
    }

    private void set(int generator, int value) {
        values[generator] = value;
        present[generator] = true;
    }

    private void add(int generator, int value) {
        set(generator, present[generator] ? values[generator] + value : value);
    }

    private int[] pairs() {
        int[] pairs = new int[2 * COUNT];
        int count = 0;
        for (int i = 0; i < COUNT; i++) {
            if (present[i]) {
                pairs[count++] = i;
                pairs[count++] = Math.clamp(values[i], Short.MIN_VALUE, Short.MAX_VALUE);
            }
        }
        return Arrays.copyOf(pairs, count);
    }
}
