package portcls.banks.download;

import portcls.banks.dls.DlsWave;

/**
 * A wave in a download block: DMUS_WAVE with its DMUS_WAVEDATA. The block has no loop and no pitch:
 * the regions that play it say those.
 */
public record WaveDownload(int id, DlsWave wave) implements Download {}
