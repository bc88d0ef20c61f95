package miniport.fmsynth;

/**
 * What the registers of one operator are told.
 *
 * @param flags register 0x20: tremolo, vibrato, sustain, key scale rate, multiple
 * @param keyScaleLevel the upper two bits of register 0x40
 * @param level attenuation in steps of 0.75 dB, 0 … 63
 * @param attackDecay register 0x60
 * @param sustainRelease register 0x80
 * @param waveform register 0xE0
 */
record OperatorSetting(
        int flags,
        int keyScaleLevel,
        int level,
        int attackDecay,
        int sustainRelease,
        int waveform) {}
