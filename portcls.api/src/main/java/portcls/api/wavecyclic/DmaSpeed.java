package portcls.api.wavecyclic;

/** Timing of a channel of the system's DMA controller, DMA_SPEED. */
public enum DmaSpeed {
    COMPATIBLE,
    TYPE_A,
    TYPE_B,
    TYPE_C,
    TYPE_F
}
